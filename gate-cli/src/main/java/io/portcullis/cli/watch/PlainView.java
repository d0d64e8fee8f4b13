package io.portcullis.cli.watch;

import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.v1.Decision;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.PrintWriter;

/**
 * Plain lines: every event, a look when its decision has other reasons than the one before, and else one
 * look in thirty, so that a log shows it is alive.
 */
final class PlainView implements WatchView {
    private static final int QUIET_LOOKS_MAX = 30;

    private final PrintWriter out;
    private String shown = "";
    private long shownLook;

    PlainView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(WatchRolloutResponse update) {
        switch (update.getUpdateCase()) {
            case EVENT -> out.println(Rollouts.line(update.getEvent()));
            case LOOK -> look(update.getLook());
            case UPDATE_NOT_SET -> {}
        }
        out.flush();
    }

    @Override
    public void lost(String cause) {
        out.println("The gate is lost (" + cause + "); asking again.");
        out.flush();
    }

    private void look(LookReport look) {
        String kinds = kinds(look.getDecision());
        if (kinds.equals(shown) && look.getLook() - shownLook < QUIET_LOOKS_MAX) {
            return;
        }
        shown = kinds;
        shownLook = look.getLook();
        out.println(
                Numbers.clock(look.getLookTime())
                        + "  look "
                        + look.getLook()
                        + "  evidence "
                        + Numbers.evidence(look.getLogFailEvidence())
                        + " of "
                        + Numbers.evidence(look.getLogFailThreshold()));
        Decisions.lines(look.getDecision()).forEach(line -> out.println("  " + line));
    }

    private static String kinds(Decision decision) {
        return Names.of(decision.getKind())
                + decision.getReasonsList().stream()
                        .map(r -> Names.of(r.getType()))
                        .distinct()
                        .toList();
    }
}
