package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.DrillView;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.cli.watch.LookLines;
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
    private int drawn;
    private long drawnAt;

    LiveView(PrintWriter out) {
        this.out = out;
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
                            + Numbers.bar((double) moment.looks() / moment.before(), BAR_WIDTH)
                            + " "
                            + moment.looks()
                            + "/"
                            + moment.before());
        } else {
            Rollout rollout = moment.rollout().get();
            lines.add(Rollouts.headline(rollout));
            lines.add(ViewText.waitsFor(moment));
            moment.report().ifPresent(report -> lines.addAll(LookLines.of(rollout, report)));
            lines.addAll(Rollouts.rollback(rollout.getRollbackList()));
        }
        moment.trouble().ifPresent(trouble -> lines.add("  trouble: " + trouble));
        return lines.stream().map(LiveView::fit).toList();
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
        out.println("  ended: " + Names.of(record.rollout().getState()));
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }
}
