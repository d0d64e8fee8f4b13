package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.grpc.EnvironmentService;
import io.portcullis.adapter.grpc.FreezeService;
import io.portcullis.app.NewIds;
import io.portcullis.app.Services;
import io.portcullis.app.act.ActOnOutbox;
import io.portcullis.app.drive.DriveRollout.Sleep;
import io.portcullis.app.environment.FollowEnvironment;
import io.portcullis.app.environment.FreezeRollouts;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.environment.ReadEnvironment;
import io.portcullis.app.environment.WatchEnvironment;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** What watches the world: every bean that is an {@link EnvironmentSource} is asked. */
@Factory
final class EnvironmentFactory {

    @Singleton
    EnvironmentPolicy environmentPolicy(GateConfiguration configuration) {
        return configuration.environment();
    }

    @Singleton
    WatchEnvironment watchEnvironment(
            WatchEnvironment.Parts parts, GateConfiguration configuration, InstantSource clock) {
        return new WatchEnvironment(parts, configuration.look(), clock);
    }

    @Singleton
    WatchEnvironment.Parts watchParts(
            List<EnvironmentSource> sources,
            EnvironmentStore store,
            EnvironmentPolicy policy,
            ActOnOutbox.Parts outbox,
            WorkThreads threads) {
        return new WatchEnvironment.Parts(
                sources,
                store,
                policy.limits(),
                outbox.queue(),
                outbox.notifier(),
                threads.executor());
    }

    @Singleton
    ReadEnvironment readEnvironment(
            EnvironmentStore store,
            EnvironmentPolicy policy,
            Services services,
            InstantSource clock) {
        return new ReadEnvironment(store, policy, services, clock);
    }

    @Singleton
    JudgeEnvironment judgeEnvironment(ReadEnvironment environment) {
        return new JudgeEnvironment(environment);
    }

    @Singleton
    FollowEnvironment followEnvironment(
            ReadEnvironment environment,
            GateConfiguration configuration,
            InstantSource clock,
            Sleep sleep) {
        return new FollowEnvironment(
                environment,
                configuration.look(),
                clock,
                sleep::until,
                configuration.server().watchersMax());
    }

    @Singleton
    EnvironmentService environmentService(ReadEnvironment environment, FollowEnvironment follow) {
        return new EnvironmentService(environment, follow);
    }

    @Singleton
    FreezeService freezeService(FreezeRollouts freezes, ReadEnvironment environment) {
        return new FreezeService(freezes, environment);
    }

    @Singleton
    FreezeRollouts freezeRollouts(
            EnvironmentStore store, Services services, NewIds ids, InstantSource clock) {
        return new FreezeRollouts(store, services, ids, clock);
    }
}
