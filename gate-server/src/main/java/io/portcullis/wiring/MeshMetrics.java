package io.portcullis.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.RelayHappening;
import io.portcullis.app.mesh.WatchMesh;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.structure.Invariant;
import java.util.Locale;

/**
 * What happens to relay reports, {@code portcullis_relay_reports_total}, and how often which
 * invariant is broken now, {@code portcullis_relay_findings}.
 */
final class MeshMetrics implements MeterBinder {

    private final EvidenceIntake intake;
    private final WatchMesh mesh;

    MeshMetrics(EvidenceIntake intake, WatchMesh mesh) {
        this.intake = intake;
        this.mesh = mesh;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ServiceName service : intake.services()) {
            for (RelayHappening happening : RelayHappening.values()) {
                FunctionCounter.builder(
                                "portcullis.relay.reports",
                                intake,
                                it -> it.relayHappenings(service).getOrDefault(happening, 0L))
                        .description("Reports of relay nodes, by what happened to them")
                        .tag("service", service.value())
                        .tag("happening", happening.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
            for (Invariant invariant : Invariant.values()) {
                Gauge.builder(
                                "portcullis.relay.findings",
                                mesh,
                                it -> it.findings(service, invariant))
                        .description("Findings of an invariant of the relay graph at the last look")
                        .tag("service", service.value())
                        .tag("invariant", invariant.id())
                        .register(registry);
            }
        }
    }
}
