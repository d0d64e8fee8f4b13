package io.portcullis.app.environment;

import io.portcullis.app.Services;
import io.portcullis.kernel.decision.EnvironmentReasons;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.WatchedRollout;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.store.EnvironmentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/** Reads the world as it was last looked at, whoever looks. Thread-safe. */
public final class ReadEnvironment implements JudgeEnvironment.Views {

    private final EnvironmentStore store;
    private final EnvironmentPolicy policy;
    private final Services services;
    private final InstantSource clock;

    public ReadEnvironment(
            EnvironmentStore store,
            EnvironmentPolicy policy,
            Services services,
            InstantSource clock) {
        this.store = store;
        this.policy = policy;
        this.services = services;
        this.clock = clock;
    }

    @Override
    public EnvironmentView at(Instant now) {
        return EnvironmentView.of(store.load().health(), store.freezesFrom(now), policy, now);
    }

    public EnvironmentView now() {
        return at(clock.instant());
    }

    /**
     * What would stand against starting a rollout of the service in all its regions.
     *
     * @throws io.portcullis.app.RequestRefused there is no such service
     */
    public List<Reason> againstStarting(ServiceName name, EnvironmentView view) {
        var service = services.get(name);
        var start =
                new WatchedRollout(
                        name, service.regions(), new TreeSet<>(), service.regions(), null);
        return EnvironmentReasons.waits(view.of(start));
    }
}
