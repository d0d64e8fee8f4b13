package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.freeze.Freeze.Origin;
import io.portcullis.kernel.environment.freeze.Freeze.Stops;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The world as it is at one moment, between looks too: what was last said grows stale, and calendars
 * go on.
 *
 * @param freezes in force
 */
public record EnvironmentView(
        StandingHealth health, List<Freeze> freezes, EnvironmentPolicy policy, Instant at) {

    private static final String FAULT = "fault-";
    private static final String GATE = "gate";

    /** Of a world nobody watches. */
    public static final EnvironmentView NOTHING_WATCHED =
            new EnvironmentView(
                    StandingHealth.NONE, List.of(), EnvironmentPolicy.DEFAULT, Instant.EPOCH);

    public EnvironmentView {
        freezes = List.copyOf(freezes);
    }

    /**
     * @param persons freezes of people, in force or not
     */
    public static EnvironmentView of(
            StandingHealth health,
            List<PersonsFreeze> persons,
            EnvironmentPolicy policy,
            Instant now) {
        var freezes = new ArrayList<Freeze>();
        persons.stream()
                .filter(it -> it.isInForce(now))
                .map(PersonsFreeze::freeze)
                .forEach(freezes::add);
        policy.calendar().stream()
                .map(it -> it.at(now, policy.zones()))
                .flatMap(Optional::stream)
                .forEach(freezes::add);
        health.faults().stream()
                .filter(it -> it.stopsRollouts(policy.limits().thawAfter(), now))
                .map(it -> automatic(it, policy))
                .forEach(freezes::add);
        return new EnvironmentView(health, freezes, policy, now);
    }

    /** What stands against a rollout now. */
    public Fitness of(WatchedRollout rollout) {
        return new Concerns(this, rollout).fitness();
    }

    /** The name of the gate's own freeze because of a fault. */
    public static String freezeName(Fault fault) {
        return Freeze.COLLECTION + FAULT + fault.id();
    }

    private static Freeze automatic(Fault fault, EnvironmentPolicy policy) {
        var services = new TreeSet<ServiceName>();
        if (fault.service() != null) {
            services.add(fault.service());
        }
        var gone = fault.goneSince();
        return new Freeze(
                freezeName(fault),
                Origin.AUTOMATIC,
                fault.effect() == Effect.NO_START ? Stops.STARTS : Stops.STARTS_AND_WIDENING,
                services,
                fault.regionsStopped(),
                gone == null
                        ? fault.kind() + " " + fault.name() + " is unfit"
                        : fault.kind() + " " + fault.name() + " was unfit until " + gone,
                GATE,
                fault.detectedAt(),
                gone == null ? null : gone.plus(policy.limits().thawAfter()));
    }
}
