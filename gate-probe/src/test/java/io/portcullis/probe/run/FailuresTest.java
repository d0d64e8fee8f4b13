package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.ProbeOutcome.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    @Test
    void whatThisMachineLacksIsNotTheFaultOfWhatWasProbed() {
        assertThat(verdict(new FileSystemException("/tmp", null, "No space left on device")))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(new IOException(new FileNotFoundException("/etc/ca.pem"))))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(new SocketException("Too many open files"))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aBrokenConnectionIsUnfit() {
        assertThat(verdict(new SocketException("Connection reset"))).isEqualTo(Verdict.UNFIT);
        assertThat(verdict(new IOException("unexpected end of stream"))).isEqualTo(Verdict.UNFIT);
    }

    private static Verdict verdict(Exception failure) {
        return Failures.outcome(failure, Duration.ofSeconds(1)).verdict();
    }
}
