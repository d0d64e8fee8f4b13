package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.DrillView;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.RolloutEvent;
import java.io.PrintWriter;

/** Shows a drill as lines, for logs and pipes: each event, and now and then how far it is. */
final class PlainView implements DrillView {
    private static final int LINE_EVERY_LOOKS = 60;

    private final PrintWriter out;
    private String trouble = "";

    PlainView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void actBegins(ActText act) {
        line("Act " + act.name() + ": " + act.about());
    }

    @Override
    public void looked(Moment moment) {
        String now = moment.trouble().orElse("");
        if (!now.equals(trouble)) {
            trouble = now;
            line(now.isEmpty() ? "  all flows again" : "  trouble: " + now);
        }
        if (moment.looks() % LINE_EVERY_LOOKS == 0) {
            line("  " + progress(moment));
        }
    }

    private static String progress(Moment moment) {
        if (moment.rollout().isEmpty()) {
            return "look " + moment.looks() + " of " + moment.before() + " before the rollout";
        }
        return "look "
                + moment.looks()
                + ", "
                + ViewText.state(moment)
                + ", "
                + ViewText.waitsFor(moment);
    }

    @Override
    public void happened(long look, RolloutEvent event) {
        line("  look " + look + "  " + event.getText());
    }

    @Override
    public void actEnds(ActRecord record) {
        line("  ended: " + Names.of(record.rollout().getState()));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
