package io.portcullis.cli.text;

import java.util.Map;

/** The ladder of evidence in words. */
public final class Rungs {
    private static final Map<String, String> WORDS =
            Map.of(
                    "a", "where the work arrives",
                    "b", "probes",
                    "c", "calls between servers",
                    "d", "links, with both ends",
                    "e", "reports of edges");

    private Rungs() {}

    /** Such as {@code rung d, links, with both ends}. */
    public static String of(String letter) {
        String words = WORDS.getOrDefault(letter, "");
        return "rung " + letter + (words.isEmpty() ? "" : ", " + words);
    }
}
