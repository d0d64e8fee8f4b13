package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What processes said last of the work they carry, since the last flush. What was said by a process
 * that has ended meanwhile stays beside what the next one of its name says. Not thread-safe.
 */
final class ProcessTable {

    /** Most sayings of one flush. */
    static final int SAMPLES_MAX = 40_000;

    private final Map<Said, ProcessSample> newest = new HashMap<>();

    /** False when there is no room. */
    boolean add(ProcessSample sample) {
        var said = Said.of(sample);
        if (newest.size() >= SAMPLES_MAX && !newest.containsKey(said)) {
            return false;
        }
        newest.merge(said, sample, (known, one) -> one.at().isBefore(known.at()) ? known : one);
        return true;
    }

    /** Takes what came. */
    ProcessEvidence drain() {
        var drained = ProcessEvidence.of(List.copyOf(newest.values()));
        newest.clear();
        return drained;
    }

    /** Who says it, and of what. */
    private record Said(
            Region region,
            String process,
            String source,
            String epoch,
            @Nullable Instant startedAt,
            List<Work> works) {

        static Said of(ProcessSample sample) {
            return new Said(
                    sample.region(),
                    sample.process(),
                    sample.source(),
                    sample.epoch(),
                    sample.startedAt(),
                    sample.carried().stream().map(Carried::work).toList());
        }
    }
}
