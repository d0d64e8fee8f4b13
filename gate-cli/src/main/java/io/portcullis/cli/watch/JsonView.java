package io.portcullis.cli.watch;

import io.portcullis.cli.Printer;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.PrintWriter;

/** One JSON document a line, for programs. */
final class JsonView implements WatchView {
    private final PrintWriter out;
    private final PrintWriter errors;

    JsonView(PrintWriter out, PrintWriter errors) {
        this.out = out;
        this.errors = errors;
    }

    @Override
    public void show(WatchRolloutResponse update) {
        out.println(Printer.jsonLine(update));
        out.flush();
    }

    @Override
    public void lost(String cause) {
        errors.println("The gate is lost (" + cause + "); asking again.");
        errors.flush();
    }
}
