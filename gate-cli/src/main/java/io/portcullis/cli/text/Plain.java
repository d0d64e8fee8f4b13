package io.portcullis.cli.text;

/** Text that others told; a terminal must not obey it. */
public final class Plain {
    private Plain() {}

    /** With a question mark for every control character, those beyond ASCII too. */
    public static String of(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }
}
