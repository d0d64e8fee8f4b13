package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.reach.ReachSink;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.world.WorldLook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was opened is closed when the rest cannot be. */
@Timeout(60)
final class EvidenceWaysTest {
    private final ManagedChannel channel = InProcessChannelBuilder.forName("nobody").build();
    private final GateConnection gate = GateConnection.over(channel);
    private final Watched beside = new Watched();

    @AfterEach
    void stop() {
        channel.shutdownNow();
    }

    @Test
    void closesTheWayThatIsOpenWhenAPortIsTaken() throws IOException {
        WorldText world = ScenarioFiles.read("livekit-2024-02-07-withdrawn", Map.of()).world();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DrillOptions options = new DrillOptions();
            options.reachPort = taken.getLocalPort();
            var ways = new EvidenceWays(world, options, new PrintWriter(Writer.nullWriter()));

            assertThatThrownBy(() -> ways.probed(gate, beside)).isInstanceOf(CommandFailure.class);
        }

        assertThat(beside.closed).isTrue();
    }

    @Test
    void closesAllWhenItIsInterruptedWhileAgentsStart() throws IOException {
        StandInRegions regions = StandInRegions.start(List.of("de", "fr"), 0);
        int port =
                URI.create(Objects.requireNonNull(regions.addresses().get("de")).edge()).getPort();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ReachSink.start(beside, regions, gate, Duration.ofMinutes(5)))
                .isInstanceOf(InterruptedException.class);

        assertThat(beside.closed).isTrue();
        try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private static final class Watched implements EvidenceSink {
        private boolean closed;

        @Override
        public void tell(WorldLook look) {}

        @Override
        public long unstored() {
            return 0;
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
