package io.portcullis.app.environment;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.environment.health.EnvironmentStep.Event;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.Notifier;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.StoredHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the world from look to look, with or without a rollout, as the one owner among the servers
 * that share a store. All that follows from a look is stored at once; what is known is read back from
 * there, so that another owner goes on where this one ended.
 */
public final class WatchEnvironment {

    private static final Logger LOG = LoggerFactory.getLogger(WatchEnvironment.class);

    /** Races lost in a row, against people's words, before the look is given up. */
    private static final int ATTEMPTS_MAX = 5;

    /**
     * An observation says something, and its subject is remembered, for at least so many looks,
     * whatever its rule says: between looks nobody can speak, so a longer look is no pause.
     */
    private static final int LOOKS_FRESH = 3;

    private final Parts parts;
    private final AskSources ask;
    private final TellWorld people;
    private final Duration look;
    private final Duration freshForMin;
    private final EnvironmentLimits limits;
    private final InstantSource clock;

    /** What watching is made of. */
    public record Parts(
            List<EnvironmentSource> sources,
            EnvironmentStore store,
            EnvironmentLimits limits,
            ActionQueue queue,
            Notifier notifier,
            Executor executor) {
        public Parts {
            sources = List.copyOf(sources);
        }
    }

    /** Waits, on whatever clock. */
    @FunctionalInterface
    public interface Pause {
        void until(Instant time) throws InterruptedException;
    }

    /**
     * @param look length of a look
     */
    public WatchEnvironment(Parts parts, Duration look, InstantSource clock) {
        this.parts = parts;
        this.ask = new AskSources(parts.sources(), parts.executor(), look);
        this.people = new TellWorld(parts.queue(), parts.notifier(), look, clock);
        this.look = look;
        this.freshForMin = look.multipliedBy(LOOKS_FRESH);
        this.limits = parts.limits().forgetAfterAtLeast(freshForMin);
        this.clock = clock;
    }

    /**
     * Returns when another owner watches. A look that is late is made at once, and those missed are
     * not made up for.
     *
     * @param owned whether this owner's lease is good; asked before every look
     * @throws InterruptedException this owner is to stop; another one, or a later one, goes on
     */
    public void watch(BooleanSupplier owned, Pause pause) throws InterruptedException {
        LOG.info("Watching the environment. sources={} look={}", parts.sources().size(), look);
        Instant next = clock.instant();
        while (owned.getAsBoolean()) {
            try {
                look();
            } catch (StoreUnavailable | StaleRevision e) {
                LOG.warn("Look at the environment is made again. cause={}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Look at the environment failed; it is made again.", e);
            }
            Instant now = clock.instant();
            next = next.plus(look).isAfter(now) ? next.plus(look) : now;
            pause.until(next);
        }
        LOG.warn("The environment is given up: the lease is lost.");
    }

    /** Makes one look. */
    public void look() throws InterruptedException {
        Instant now = clock.instant();
        var seen = ask.observe(now).stream().map(it -> it.freshForAtLeast(freshForMin)).toList();
        commit(seen, now);
        people.tell();
    }

    private void commit(List<Observation> seen, Instant now) {
        var lost = new StaleRevision("environment");
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                StoredHealth before = parts.store().load();
                var step = EnvironmentStep.of(before.health(), seen, limits, now);
                parts.store().commit(commit(before, step));
                step.events().forEach(WatchEnvironment::log);
                return;
            } catch (StaleRevision e) {
                lost = e;
            }
        }
        throw lost;
    }

    private static EnvironmentCommit commit(StoredHealth before, EnvironmentStep step) {
        return new EnvironmentCommit(
                before.revision(),
                step.health(),
                EnvironmentStep.changed(before.health(), step.health()).stream()
                        .map(EnvironmentIncident::new)
                        .toList(),
                TellWorld.pages(step.events(), before.revision() + 1));
    }

    private static void log(Event event) {
        Fault fault = event.fault();
        var incident = new EnvironmentIncident(fault);
        LOG.info(
                "Fault of the world. incident={} kind={} fault={} place={} text={}",
                incident.id().resourceName(),
                event.entry().kind(),
                fault.fingerprint(),
                event.entry().place(),
                event.entry().text());
    }
}
