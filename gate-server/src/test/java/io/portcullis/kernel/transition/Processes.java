package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.RollCall;
import io.portcullis.kernel.evidence.origin.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells a ledger of processes, one look of 10 s after the other. */
final class Processes {

    static final Region EU = new Region("eu-central");
    static final Region US = new Region("us-west");
    static final Work SESSIONS = Work.of("sessions");
    static final Duration LOOK = Duration.ofSeconds(10);
    static final Instant START = Instant.parse("2024-04-08T13:37:00Z");

    Ledger ledger = Ledger.EMPTY;
    private final List<ProcessSample> samples = new ArrayList<>();
    private final List<RollCall> rollCalls = new ArrayList<>();
    private int look;
    private int stage = 1;
    private int since;

    static Instant at(int look) {
        return START.plus(LOOK.multipliedBy(look));
    }

    static Optional<Arm> arm(Region region, Origin origin) {
        return origin instanceof Origin.OfArm(var arm) ? Optional.of(arm) : Optional.empty();
    }

    /** A process that says what it carries now. */
    Processes says(String process, Arm arm, int startedLook, long sessions) {
        return says(
                sample(
                        "metrics",
                        process,
                        arm,
                        new Times(at(look + 1), at(startedLook)),
                        sessions));
    }

    /** A process that has no start to tell. */
    Processes saysWithoutStart(String process, Arm arm, long sessions) {
        return says(sample("metrics", process, arm, new Times(at(look + 1), null), sessions));
    }

    Processes says(ProcessSample sample) {
        samples.add(sample);
        return this;
    }

    Processes exist(String... processes) {
        rollCalls.add(new RollCall(EU, "cluster", at(look + 1), new TreeSet<>(List.of(processes))));
        return this;
    }

    Processes stage(int newStage, int newSince) {
        stage = newStage;
        since = newSince;
        return this;
    }

    /** The look is made. */
    Processes then() {
        look++;
        ledger = ledger.after(told(look, new ProcessEvidence(samples, rollCalls)));
        samples.clear();
        rollCalls.clear();
        return this;
    }

    LedgerLook told(int id, ProcessEvidence evidence) {
        return new LedgerLook(id, at(id), LOOK, stage, since, evidence, Processes::arm);
    }

    static ProcessSample sample(
            String source, String process, Arm arm, Times times, long sessions) {
        return new ProcessSample(
                EU,
                process,
                source,
                times.at(),
                "",
                times.startedAt(),
                new Origin.OfArm(arm),
                Duty.SERVING,
                List.of(new Carried(SESSIONS, sessions)));
    }

    List<WorkHarm> forward() {
        return ledger.harm().sums(chapter -> chapter.direction() == Direction.FORWARD);
    }

    List<WorkHarm> back() {
        return ledger.harm().sums(chapter -> chapter.direction() == Direction.BACK);
    }

    long cutMin() {
        return forward().stream().mapToLong(harm -> harm.total().cutMin()).sum();
    }

    long cutMax() {
        return forward().stream().mapToLong(harm -> harm.total().cutMax()).sum();
    }

    /** When a process was heard, and when it started as far as it says. */
    record Times(Instant at, @Nullable Instant startedAt) {}
}
