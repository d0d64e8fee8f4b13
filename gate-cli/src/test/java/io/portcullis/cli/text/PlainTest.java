package io.portcullis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTest {

    @Test
    void noControlCharacterReachesATerminal() {
        assertThat(Plain.of("a\u001b[2Jb\u009b2Jc\u0085d\u007fe\nf")).isEqualTo("a?[2Jb?2Jc?d?e?f");
    }

    @Test
    void lettersOfEveryLanguageStay() {
        assertThat(Plain.of("Zürich → 東京 \uD83D\uDE80")).isEqualTo("Zürich → 東京 \uD83D\uDE80");
    }
}
