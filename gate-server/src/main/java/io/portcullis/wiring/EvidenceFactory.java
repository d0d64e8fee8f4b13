package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.app.Services;
import io.portcullis.app.gather.EarlierDays;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.Intake;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.app.gather.ReadEarlierDays;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.replay.ReplayHistory;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/** Evidence, pushed and pulled. */
@Factory
final class EvidenceFactory {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(5);

    @Singleton
    EvidenceIntake intake(
            Services services,
            EvidenceInbox inbox,
            Replica replica,
            GateConfiguration configuration,
            InstantSource clock) {
        var intake =
                new EvidenceIntake(
                        services.byName().values(),
                        inbox,
                        replica.name(),
                        configuration.look(),
                        clock);
        intake.restore();
        return intake;
    }

    @Singleton
    Intake flush(EvidenceIntake intake) {
        return intake::flush;
    }

    /** Asks metric stores and status pages. */
    @Singleton
    HttpClient http(WorkThreads threads) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIME_MAX)
                .executor(threads.executor())
                .build();
    }

    @Singleton
    EvidenceSources sources(
            HttpClient http,
            GateConfiguration configuration,
            InstantSource clock,
            WorkThreads threads) {
        return new EvidenceSources(http, clock, threads.executor(), configuration.look());
    }

    @Singleton
    PulledSources pulled(GateConfiguration configuration, EvidenceSources sources) {
        return PulledServices.of(configuration, sources::prometheus);
    }

    @Singleton
    EarlierDays earlierDays(
            GateConfiguration configuration,
            EvidenceSources sources,
            InstantSource clock,
            WorkThreads threads) {
        var past = PulledServices.of(configuration, sources::past);
        return new ReadEarlierDays(past, clock, threads.executor());
    }

    @Singleton
    ReplayHistory replay(
            Services services,
            GateConfiguration configuration,
            EvidenceSources sources,
            InstantSource clock,
            WorkThreads threads) {
        return new ReplayHistory(
                services,
                PulledServices.of(configuration, sources::past),
                new ReplayHistory.Settings(configuration.policy(), configuration.look()),
                clock,
                threads.executor());
    }

    @Singleton
    GatherEvidence.Pull pull(
            PulledSources sources,
            PodArmSource pods,
            GateConfiguration configuration,
            EvidenceSources made) {
        return new GatherEvidence.Pull(
                sources, pods, PulledServices.processes(configuration, made::processes));
    }

    @Singleton
    GatherEvidence gather(
            EvidenceInbox inbox,
            Intake intake,
            GatherEvidence.Pull pull,
            InstantSource clock,
            WorkThreads threads) {
        return new GatherEvidence(inbox, intake, pull, clock, threads.executor());
    }
}
