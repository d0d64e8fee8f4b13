package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.grpc.ProbeService;
import io.portcullis.adapter.probe.LocalProbeRunner;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.probe.CoverLinks;
import io.portcullis.app.probe.ProbeEnvironmentSource;
import io.portcullis.app.probe.RunProbes;
import io.portcullis.app.probe.ServeAgents;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.Vantage;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;

/** Probes run here, and what all vantage points found. */
@Factory
final class ProbeFactory {

    private static final String NAMELESS = "gate";
    private static final int NAME_LENGTH_MAX = 100;

    @Bean(preDestroy = "close")
    @Singleton
    LocalProbeRunner runner(InstantSource clock) {
        return new LocalProbeRunner(clock);
    }

    @Singleton
    RunProbes run(
            ProbeRunner runner,
            ProbeStore store,
            GateConfiguration configuration,
            InstantSource clock,
            WorkThreads threads) {
        var probes = configuration.probes();
        String name = probes.vantage().orElseGet(ProbeFactory::hostName);
        var vantage =
                new Vantage(name, probes.region().orElse(null), probes.network().orElse(name));
        return new RunProbes(
                probes.probes(),
                new RunProbes.Parts(runner, store, vantage),
                clock,
                threads.executor());
    }

    @Singleton
    EnvironmentSource probes(GateConfiguration configuration, ProbeStore store) {
        return new ProbeEnvironmentSource(configuration.probes().probes(), store);
    }

    @Singleton
    CoverLinks cover(
            GateConfiguration configuration,
            ProbeStore store,
            EvidenceIntake intake,
            InstantSource clock) {
        return new CoverLinks(configuration.probes().coverage(), store, intake, clock);
    }

    @Singleton
    ProbeService agents(
            GateConfiguration configuration,
            ProbeStore store,
            CoverLinks cover,
            InstantSource clock) {
        return new ProbeService(
                new ServeAgents(configuration.probes().probes(), store, cover, clock), cover);
    }

    private static String hostName() {
        try {
            String name =
                    InetAddress.getLocalHost()
                            .getHostName()
                            .replaceAll("[^A-Za-z0-9._-]", "-")
                            .replaceAll("^[._-]+", "");
            return name.isEmpty()
                    ? NAMELESS
                    : name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX));
        } catch (UnknownHostException _) {
            return NAMELESS;
        }
    }
}
