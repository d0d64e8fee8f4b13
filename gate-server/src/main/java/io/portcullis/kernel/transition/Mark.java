package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.origin.ProcessSample;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By what one source tells a process from the next one of its name.
 *
 * @param at newest sample of the source
 */
record Mark(String epoch, @Nullable Instant startedAt, Instant at) {

    /** Starts computed from clocks and boot times waver by about a second. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    static Mark of(ProcessSample sample) {
        return new Mark(sample.epoch(), sample.startedAt(), sample.at());
    }

    /** Which process a sample of the same source is of. */
    Kin kin(ProcessSample sample) {
        var byStart = byStart(sample.startedAt());
        if (byStart == Kin.BEFORE || byStart == Kin.NEXT) {
            return byStart;
        }
        var byEpoch = byEpoch(sample);
        return byEpoch == Kin.UNTOLD ? byStart : byEpoch;
    }

    private Kin byStart(@Nullable Instant start) {
        if (startedAt == null || start == null) {
            return Kin.UNTOLD;
        }
        var apart = Duration.between(startedAt, start);
        if (apart.abs().compareTo(START_TOLERANCE) <= 0) {
            return Kin.SAME;
        }
        return apart.isNegative() ? Kin.BEFORE : Kin.NEXT;
    }

    /** Epochs have no order: what was said later is of the later process. */
    private Kin byEpoch(ProcessSample sample) {
        if (epoch.isEmpty() || sample.epoch().isEmpty()) {
            return Kin.UNTOLD;
        }
        if (epoch.equals(sample.epoch())) {
            return Kin.SAME;
        }
        return sample.at().isAfter(at) ? Kin.NEXT : Kin.BEFORE;
    }

    Mark heard(ProcessSample sample) {
        return new Mark(
                sample.epoch().isEmpty() ? epoch : sample.epoch(),
                startedAt == null ? sample.startedAt() : startedAt,
                sample.at().isAfter(at) ? sample.at() : at);
    }

    /** Which process a sample is of. */
    enum Kin {
        /** An earlier one of that name. */
        BEFORE,
        SAME,
        /** The source has no way to tell. */
        UNTOLD,
        /** One that came after. */
        NEXT;

        boolean isSame() {
            return this == SAME || this == UNTOLD;
        }
    }
}
