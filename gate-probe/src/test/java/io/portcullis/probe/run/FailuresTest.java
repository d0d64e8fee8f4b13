package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.ProbeOutcome.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
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

    /** The HTTP client hands out every failed connection as one. */
    @Test
    void aLocalCauseWithinARemoteOneCounts() {
        var bind = new BindException("Cannot assign requested address");
        assertThat(verdict(caused(new ConnectException(bind.getMessage()), bind)))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(caused(new ConnectException(), bind))).isEqualTo(Verdict.UNKNOWN);
        assertThat(
                        verdict(
                                caused(
                                        new ConnectException("no file"),
                                        new SocketException("Too many open files"))))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(
                        verdict(
                                caused(
                                        new ConnectException("Connection refused"),
                                        new ConnectException("Connection refused"))))
                .isEqualTo(Verdict.UNFIT);
    }

    private static Exception caused(Exception failure, Exception cause) {
        failure.initCause(cause);
        return failure;
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
