package io.portcullis.kernel.evidence.origin;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What was said of processes since the look before: what they carry, and which exist. */
public record ProcessEvidence(List<ProcessSample> samples, List<RollCall> rollCalls) {

    private static final Comparator<ProcessSample> SAMPLES =
            Comparator.comparing(ProcessSample::region)
                    .thenComparing(ProcessSample::process)
                    .thenComparing(ProcessSample::at)
                    .thenComparing(ProcessSample::source)
                    .thenComparing(ProcessSample::toString);

    private static final Comparator<RollCall> ROLL_CALLS =
            Comparator.comparing(RollCall::region)
                    .thenComparing(RollCall::at)
                    .thenComparing(RollCall::source)
                    .thenComparing(RollCall::toString);

    public static final ProcessEvidence NONE = new ProcessEvidence(List.of(), List.of());

    /** In one order, whatever the order it came in; said twice is said once. */
    public ProcessEvidence {
        samples = samples.stream().distinct().sorted(SAMPLES).toList();
        rollCalls = rollCalls.stream().distinct().sorted(ROLL_CALLS).toList();
    }

    public static ProcessEvidence of(List<ProcessSample> samples) {
        return new ProcessEvidence(samples, List.of());
    }

    public boolean isEmpty() {
        return samples.isEmpty() && rollCalls.isEmpty();
    }

    public ProcessEvidence plus(ProcessEvidence other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty()
                ? other
                : new ProcessEvidence(
                        Stream.concat(samples.stream(), other.samples.stream()).toList(),
                        Stream.concat(rollCalls.stream(), other.rollCalls.stream()).toList());
    }
}
