package io.portcullis.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which page of a list, and how to go on. */
public final class PagingOptions {
    @Option(
            names = "--page-size",
            paramLabel = "N",
            description = "At most so many, up to 200. Default: 50.")
    private int size = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "Go on where an earlier list ended.")
    private String token = "";

    public int size() {
        return size;
    }

    /** Empty for the first page. */
    public String token() {
        return token;
    }

    /** With a last line that says how to go on, if there is more. */
    public static List<String> lines(List<String> page, String nextToken) {
        var lines = new ArrayList<>(page);
        if (!nextToken.isEmpty()) {
            lines.add("More: --page-token " + nextToken);
        }
        return lines;
    }
}
