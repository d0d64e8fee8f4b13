package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.environment.Rule.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fault of which some things are to be otherwise. Not thread-safe. */
final class FaultDraft {

    private final Fault before;
    private Effect effect;
    private List<Presence> presences;
    private @Nullable Instant goneSince;
    private @Nullable Instant resolvedAt;
    private String waitingFor;
    private int reopened;
    private Duration goneFor;
    private @Nullable Acceptance acceptance;
    private List<FaultEntry> timeline;

    FaultDraft(Fault before) {
        this.before = before;
        this.effect = before.effect();
        this.presences = before.presences();
        this.goneSince = before.goneSince();
        this.resolvedAt = before.resolvedAt();
        this.waitingFor = before.waitingFor();
        this.reopened = before.reopened();
        this.goneFor = before.goneFor();
        this.acceptance = before.acceptance();
        this.timeline = before.timeline();
    }

    FaultDraft effect(Effect value) {
        effect = value;
        return this;
    }

    FaultDraft presences(List<Presence> value) {
        presences = value;
        return this;
    }

    FaultDraft goneSince(@Nullable Instant value) {
        goneSince = value;
        return this;
    }

    FaultDraft resolvedAt(@Nullable Instant value) {
        resolvedAt = value;
        return this;
    }

    FaultDraft waitingFor(String value) {
        waitingFor = value;
        return this;
    }

    FaultDraft reopened(int value) {
        reopened = value;
        return this;
    }

    FaultDraft goneFor(Duration value) {
        goneFor = value;
        return this;
    }

    FaultDraft acceptance(@Nullable Acceptance value) {
        acceptance = value;
        return this;
    }

    FaultDraft timeline(List<FaultEntry> value) {
        timeline = value;
        return this;
    }

    Fault fault() {
        return new Fault(
                before.id(),
                before.fingerprint(),
                before.kind(),
                before.name(),
                before.service(),
                effect,
                presences,
                before.startedAt(),
                before.detectedAt(),
                goneSince,
                resolvedAt,
                waitingFor,
                reopened,
                goneFor,
                acceptance,
                timeline);
    }
}
