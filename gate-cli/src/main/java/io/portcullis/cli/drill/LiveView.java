package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.DrillView;
import io.portcullis.cli.drill.play.Words;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Shows a drill in a terminal: events scroll by, and below them a picture is drawn anew a few times a second. */
final class LiveView implements DrillView {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int BAR_WIDTH = 40;

    private final PrintWriter out;
    private final List<String> regions;
    private int drawn;
    private long drawnAt;

    LiveView(PrintWriter out, List<String> regions) {
        this.out = out;
        this.regions = List.copyOf(regions);
    }

    @Override
    public void actBegins(ActText act) {
        erase();
        out.println("\u001b[1mAct " + act.name() + "\u001b[0m: " + act.about());
        out.flush();
    }

    @Override
    public void looked(Moment moment) {
        if (System.nanoTime() - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = System.nanoTime();
        List<String> picture = picture(moment);
        erase();
        picture.forEach(out::println);
        drawn = picture.size();
        out.flush();
    }

    private List<String> picture(Moment moment) {
        List<String> lines = new ArrayList<>();
        if (moment.rollout().isEmpty()) {
            lines.add(
                    "  looks before the rollout "
                            + bar((double) moment.looks(), moment.before())
                            + " "
                            + moment.looks()
                            + "/"
                            + moment.before());
        } else {
            Rollout rollout = moment.rollout().get();
            lines.add("  " + ViewText.state(moment));
            lines.add("  " + ViewText.waitsFor(moment));
            moment.report()
                    .ifPresent(report -> {
                        lines.add(
                                "  evidence against the release "
                                        + bar(
                                                Math.max(0, report.getLogFailEvidence()),
                                                report.getLogFailThreshold())
                                        + " %.1f of %.1f"
                                                .formatted(
                                                        report.getLogFailEvidence(),
                                                        report.getLogFailThreshold()));
                        lines.addAll(LinkMatrix.lines(regions, report.getFindingsList()));
                    });
            rollout.getRollbackList()
                    .forEach(rollback ->
                            lines.add(
                                    "  rollback of "
                                            + rollback.getRegion()
                                            + ": "
                                            + rollback.getState()
                                                    .name()
                                                    .replace("REGION_ROLLBACK_STATE_", "")));
        }
        moment.trouble().ifPresent(trouble -> lines.add("  trouble: " + trouble));
        return lines.stream().map(LiveView::fit).toList();
    }

    private static String bar(double value, double whole) {
        int filled =
                whole <= 0 ? 0 : (int) Math.min(BAR_WIDTH, Math.round(BAR_WIDTH * value / whole));
        return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]";
    }

    // A line that wraps would be erased by half.
    private static String fit(String line) {
        int width = 110;
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }

    @Override
    public void happened(long look, RolloutEvent event) {
        erase();
        out.println("  look " + look + "  " + event.getText());
        out.flush();
    }

    @Override
    public void actEnds(ActRecord record) {
        erase();
        out.println("  ended: " + Words.of(record.rollout().getState()));
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }
}
