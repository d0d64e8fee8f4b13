package io.portcullis.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code --output} option, and printing by it: text for people, one JSON document for programs. */
public final class Printer {
    @Option(
            names = "--output",
            description = "text or json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text",
            paramLabel = "FORMAT")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    /** Prints a message of the wire as JSON, or the lines made of it. */
    public void print(MessageOrBuilder message, Supplier<List<String>> text) {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson()) {
            out.println(json(JsonFormat.printer(), message));
        } else {
            text.get().forEach(out::println);
        }
        out.flush();
    }

    /** One JSON document on one line, for streams. */
    public static String jsonLine(MessageOrBuilder message) {
        return json(JsonFormat.printer().omittingInsignificantWhitespace(), message);
    }

    public boolean isJson() {
        return output == OutputFormat.JSON;
    }

    private static String json(JsonFormat.Printer printer, MessageOrBuilder message) {
        try {
            return printer.alwaysPrintFieldsWithNoPresence().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message of the wire has no JSON form", e);
        }
    }
}
