package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays what was measured before a rollout on a line of looks that ends now. Flushes of the intake
 * come about once a look, from every replica and at any phase: those less than three quarters of a
 * look apart are one look. Not thread-safe.
 */
final class PastLooks {

    private static final double APART_MIN_LOOKS = 0.75;

    private final Instant now;
    private final Duration look;
    private final int looksMax;
    private final List<VersionedEvidence> pushed = new ArrayList<>();
    private final List<List<VersionedEvidence>> pulled = new ArrayList<>();

    PastLooks(Instant now, Duration look, int looksMax) {
        this.now = now;
        this.look = look;
        this.looksMax = looksMax;
    }

    void pushed(VersionedEvidence flush) {
        pushed.add(flush);
    }

    /** The looks of one source, oldest first, the last of them now. */
    void pulled(List<VersionedEvidence> looks) {
        pulled.add(looks);
    }

    /** Looks in which something was measured, oldest first. */
    List<VersionedEvidence> looks() {
        var fromNow = new ArrayList<VersionedEvidence>();
        for (int index = 0; index < looksMax; index++) {
            fromNow.add(VersionedEvidence.empty(now.minus(look.multipliedBy(index))));
        }
        add(fromNow, pushedFromNow());
        for (List<VersionedEvidence> source : pulled) {
            add(fromNow, source.reversed());
        }
        return fromNow.reversed().stream().filter(one -> !one.counts().isEmpty()).toList();
    }

    private void add(List<VersionedEvidence> fromNow, List<VersionedEvidence> more) {
        for (int index = 0; index < Math.min(looksMax, more.size()); index++) {
            Instant at = fromNow.get(index).at();
            VersionedEvidence sum = fromNow.get(index).plus(more.get(index));
            fromNow.set(index, new VersionedEvidence(at, sum.counts(), sum.gaps()));
        }
    }

    private List<VersionedEvidence> pushedFromNow() {
        var newestFirst =
                pushed.stream()
                        .sorted(Comparator.comparing(VersionedEvidence::at).reversed())
                        .toList();
        Duration apartMin = Duration.ofMillis((long) (look.toMillis() * APART_MIN_LOOKS));
        var groups = new ArrayList<VersionedEvidence>();
        Instant groupBegins = now;
        for (VersionedEvidence flush : newestFirst) {
            boolean same =
                    !groups.isEmpty()
                            && Duration.between(flush.at(), groupBegins).compareTo(apartMin) < 0;
            if (same) {
                groups.set(groups.size() - 1, groups.getLast().plus(flush));
            } else {
                groups.add(flush);
                groupBegins = flush.at();
            }
        }
        return groups;
    }
}
