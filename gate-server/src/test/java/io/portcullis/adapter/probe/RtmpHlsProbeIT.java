package io.portcullis.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import io.portcullis.testing.NotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documented command, with real ffmpeg against a real RTMP server. */
@Timeout(180)
final class RtmpHlsProbeIT {

    private static final Path SCRIPT = Path.of("../docs/probes/rtmp-hls");

    @TempDir private Path folder;

    @BeforeEach
    void requireServerAndFfmpeg() {
        NotRun.unless(
                Files.exists(RtmpServer.MODULE) && Files.exists(RtmpServer.FFMPEG),
                "RTMP in, HLS out with a real server",
                "needs nginx, libnginx-mod-rtmp and ffmpeg");
    }

    @Test
    void aPictureThatComesThroughIsFit() throws Exception {
        try (var server = new RtmpServer(folder, RtmpServer.Packaging.WORKS)) {
            assertThat(probe(server, Duration.ofSeconds(60)))
                    .returns(Verdict.FIT, ProbeOutcome::verdict)
                    .returns("exit 0: 10 frames came through", ProbeOutcome::text);
        }
    }

    @Test
    void anIngestThatTakesEverythingAndGivesNothingIsUnfit() throws Exception {
        try (var server = new RtmpServer(folder, RtmpServer.Packaging.IS_DOWN)) {
            assertThat(probe(server, Duration.ofSeconds(5)))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .extracting(ProbeOutcome::text)
                    .asString()
                    .startsWith("not done within 5000 ms: no picture yet");
        }
    }

    @Test
    void anIngestThatIsAwayIsUnfitAtOnce() throws Exception {
        var server = new RtmpServer(folder, RtmpServer.Packaging.WORKS);
        server.close();

        assertThat(probe(server, Duration.ofSeconds(60)))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith("exit 1: ingest refused");
    }

    private static ProbeOutcome probe(RtmpServer server, Duration timeout)
            throws IOException, InterruptedException {
        var command =
                new ProbeTarget.Command(
                        List.of(SCRIPT.toRealPath().toString(), server.ingest(), server.playback()),
                        new TreeMap<>(),
                        65_536);
        try (var runner = new LocalProbeRunner(InstantSource.system())) {
            return runner.run(new ProbeTask("rtmp-hls", command, Duration.ofMinutes(1), timeout));
        }
    }
}
