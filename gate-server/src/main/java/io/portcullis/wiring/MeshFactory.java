package io.portcullis.wiring;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Factory;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.mesh.JudgeStructure;
import io.portcullis.app.mesh.MeshEnvironmentSource;
import io.portcullis.app.mesh.WatchMesh;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.ServiceConfiguration;
import jakarta.inject.Singleton;

/** The relay mesh, watched with and without a rollout. */
@Factory
final class MeshFactory {

    @Singleton
    WatchMesh watchMesh(EvidenceInbox inbox, GateConfiguration configuration) {
        var meshes =
                configuration.services().values().stream().map(ServiceConfiguration::mesh).toList();
        return new WatchMesh(meshes, inbox, configuration.look());
    }

    @Singleton
    JudgeStructure judgeStructure(WatchMesh mesh) {
        return new JudgeStructure(mesh::at);
    }

    @Singleton
    MeterBinder meshMetrics(EvidenceIntake intake, WatchMesh mesh) {
        return new MeshMetrics(intake, mesh);
    }

    @Singleton
    EnvironmentSource meshSource(WatchMesh mesh) {
        return new MeshEnvironmentSource(mesh);
    }
}
