package io.portcullis.cli.file;

import java.io.Serial;

/** A text is no YAML of ours; says in which line and why. */
final class YamlBroken extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int line;

    YamlBroken(int line, String rule) {
        super(rule);
        this.line = line;
    }

    int line() {
        return line;
    }
}
