package io.portcullis.cli.replay;

import io.portcullis.cli.text.Numbers;
import io.portcullis.v1.ReplayProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a replay is: one line that is written over in a terminal, a line for every tenth elsewhere. */
final class ProgressLine {
    private static final int TENTHS = 10;

    private final PrintWriter errors;
    private final boolean terminal;
    private String part = "";
    private long tenth = -1;

    ProgressLine(PrintWriter errors) {
        this.errors = errors;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    void show(ReplayProgress progress) {
        long now = TENTHS * progress.getLooks() / Math.max(1, progress.getLooksTotal());
        boolean news = now != tenth || !part.equals(progress.getPart());
        tenth = now;
        part = progress.getPart();
        if (terminal) {
            errors.print("\r" + text(progress) + "   ");
            errors.flush();
        } else if (news) {
            errors.println(text(progress));
        }
    }

    void end() {
        if (terminal && tenth >= 0) {
            errors.println();
        }
    }

    private static String text(ReplayProgress progress) {
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d looks read, up to %s%s%s",
                progress.getPart(),
                progress.getLooks(),
                progress.getLooksTotal(),
                Numbers.time(progress.getLookTime()),
                progress.getIntervalsDone() > 0
                        ? ", " + progress.getIntervalsDone() + " rollouts played"
                        : "",
                progress.getGaps() > 0 ? ", " + progress.getGaps() + " could not be read" : "");
    }
}
