package io.portcullis.wiring;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.IntakeSetting;
import io.portcullis.app.intake.RelayReport;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.mesh.MeshDefinition;
import io.portcullis.app.mesh.WatchMesh;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeshMetricsTest {

    private final SettableClock clock = new SettableClock(START);
    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final EvidenceIntake intake =
            new EvidenceIntake(List.of(DEFINITION), inbox, "gate", Duration.ZERO, clock);
    private final WatchMesh mesh =
            new WatchMesh(List.of(MeshDefinition.of(DEFINITION)), inbox, Duration.ofSeconds(10));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void tellWhatHappensToReports() {
        new MeshMetrics(intake, mesh).bindTo(registry);
        var session = intake.relay(IntakeSetting.helloOf(WEST, "n1", "e1"), _ -> {});

        session.report(report(1, Kind.SNAPSHOT, START));
        session.report(report(1, Kind.SNAPSHOT, START));
        session.report(report(3, Kind.DELTA, START));
        session.report(report(4, Kind.DELTA, START.minusSeconds(301)));
        session.report(report(4, Kind.DELTA, START.plusSeconds(31)));
        intake.relay(IntakeSetting.helloOf(WEST, "n1", "e2"), _ -> {});

        assertThat(count("snapshot")).isOne();
        assertThat(count("repeated")).isOne();
        assertThat(count("gap")).isOne();
        assertThat(count("late")).isOne();
        assertThat(count("early")).isOne();
        assertThat(count("restart")).isOne();
        assertThat(count("old_epoch")).isZero();
    }

    @Test
    void tellHowOftenAnInvariantIsBroken() {
        new MeshMetrics(intake, mesh).bindTo(registry);
        var session = intake.relay(IntakeSetting.helloOf(WEST, "n1", "e1"), _ -> {});
        for (int i = 1; i <= 2; i++) {
            session.report(report(i, Kind.SNAPSHOT, clock.instant()));
            intake.flush(SERVICE);
            mesh.at(SERVICE, clock.instant());
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(findings("I1")).isOne();
        assertThat(findings("I2")).isZero();
    }

    private double count(String happening) {
        return registry.get("portcullis.relay.reports")
                .tag("service", SERVICE.value())
                .tag("happening", happening)
                .functionCounter()
                .count();
    }

    private double findings(String invariant) {
        return registry.get("portcullis.relay.findings")
                .tag("invariant", invariant)
                .gauge()
                .value();
    }

    private static RelayReport report(long sequence, Kind kind, Instant at) {
        return new RelayReport(
                sequence,
                kind,
                List.of(),
                new NodeView(at, List.of(), List.of(), List.of(new TrackDemand("t", 1))));
    }
}
