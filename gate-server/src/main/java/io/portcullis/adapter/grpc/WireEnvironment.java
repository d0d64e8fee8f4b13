package io.portcullis.adapter.grpc;

import io.portcullis.app.environment.ReadEnvironment;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.standing.Standing;
import io.portcullis.kernel.environment.standing.Witness;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.v1.Environment;
import io.portcullis.v1.FitnessCondition;
import io.portcullis.v1.RolloutEffect;
import io.portcullis.v1.SourceHealth;
import io.portcullis.v1.SubjectHealth;
import io.portcullis.v1.SubjectKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The world in the words of the wire.
 *
 * @param service only what concerns it; all when absent
 * @param notFitOnly without subjects that are fit
 */
record WireEnvironment(
        ReadEnvironment environment, @Nullable ServiceName service, boolean notFitOnly) {

    Environment of(EnvironmentView view) {
        var health = view.health();
        var wire = Environment.newBuilder();
        if (health.at().isAfter(Instant.EPOCH)) {
            wire.setLookTime(WireValues.timestamp(health.at()));
        }
        health.standings().stream()
                .filter(it -> concerns(it.subject().service()))
                .filter(it -> !notFitOnly || it.conditionAt(view.at()) != Condition.FIT)
                .forEach(it -> wire.addSubjects(subject(it, view.at())));
        view.freezes().stream()
                .filter(this::concerns)
                .forEach(it -> wire.addFreezes(WireFreezes.inForce(it)));
        health.faults().stream()
                .filter(Fault::isOpen)
                .filter(it -> concerns(it.service()))
                .forEach(it -> wire.addIncidents(new IncidentId(it.id().value()).resourceName()));
        if (service != null) {
            environment
                    .againstStarting(service, view)
                    .forEach(it -> wire.addReasons(WireDecisions.reason(it)));
        }
        return wire.build();
    }

    private boolean concerns(@Nullable ServiceName of) {
        return service == null || of == null || service.equals(of);
    }

    private boolean concerns(Freeze freeze) {
        return service == null || freeze.isOf(service);
    }

    private static SubjectHealth subject(Standing standing, Instant now) {
        var subject = standing.subject();
        var wire =
                SubjectHealth.newBuilder()
                        .setKind(SubjectKind.valueOf("SUBJECT_KIND_" + subject.kind()))
                        .setName(subject.name())
                        .setService(Objects.toString(subject.service(), ""))
                        .setCondition(condition(standing.conditionAt(now)))
                        .setSinceTime(WireValues.timestamp(standing.since()))
                        .setEffect(
                                RolloutEffect.valueOf("ROLLOUT_EFFECT_" + standing.rule().effect()))
                        .setText(standing.text())
                        .setFingerprint(subject.fingerprint());
        var place = subject.place();
        if (place != null) {
            wire.setPlace(WireValues.place(place));
        }
        standing.witnesses().forEach(it -> wire.addSources(source(it)));
        return wire.build();
    }

    private static SourceHealth source(Witness witness) {
        return SourceHealth.newBuilder()
                .setName(witness.source())
                .setCondition(condition(witness.verdict()))
                .setObserveTime(WireValues.timestamp(witness.heardAt()))
                .setText(witness.text())
                .build();
    }

    private static FitnessCondition condition(Condition condition) {
        return switch (condition) {
            case FIT -> FitnessCondition.FITNESS_CONDITION_FIT;
            case UNFIT -> FitnessCondition.FITNESS_CONDITION_UNFIT;
            case UNKNOWN -> FitnessCondition.FITNESS_CONDITION_UNKNOWN;
        };
    }
}
