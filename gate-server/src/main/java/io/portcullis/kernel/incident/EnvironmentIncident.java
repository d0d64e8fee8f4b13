package io.portcullis.kernel.incident;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.incident.Incident.Severity;
import io.portcullis.kernel.incident.Incident.State;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault of the world as an incident. It opens, follows the fault, closes and reopens by itself; no
 * rollout is to blame.
 */
public record EnvironmentIncident(Fault fault) implements RecordedIncident {

    @Override
    public IncidentId id() {
        return new IncidentId(fault.id().value());
    }

    /** One line. */
    public String title() {
        var of = fault.service() == null ? "" : " of " + fault.service();
        var where = fault.regions().isEmpty() ? "" : " in " + fault.regions();
        return fault.kind() + " " + fault.name() + of + " unfit" + where;
    }

    public State state() {
        if (!fault.isOpen()) {
            return State.RESOLVED;
        }
        return fault.isThere() ? State.DETECTED : State.MONITORING;
    }

    public Severity severity() {
        return fault.effect().compareTo(Effect.HOLD) >= 0 ? Severity.SEV2 : Severity.SEV3;
    }

    /** TTD: from the first bad observation until it was opened. */
    public Duration timeToDetect() {
        return Duration.between(fault.startedAt(), fault.detectedAt());
    }

    /** TTR: from the first bad observation until it was last resolved. */
    public Optional<Duration> timeToResolve() {
        return Optional.ofNullable(fault.resolvedAt())
                .map(at -> Duration.between(fault.startedAt(), at));
    }
}
