package io.portcullis.app.judge;

import io.portcullis.kernel.decision.LookTimes;
import io.portcullis.kernel.decision.RecentLooks;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.store.NewRollout;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredLook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the kept looks of rollouts, as many as the analysis uses. */
public final class RolloutLooks {

    private static final int FIRST = 1 - NewRollout.BEFORE_MAX;

    private final RolloutStore rollouts;

    public RolloutLooks(RolloutStore rollouts) {
        this.rollouts = rollouts;
    }

    /**
     * Those of the last looks up to one that saw anything, those before the rollout included, oldest
     * first. Looks kept before edges were chosen are counted by them like any other.
     */
    public List<LookEvidence> upTo(RolloutSpec spec, int look) {
        return withEvidence(between(spec, look - NewRollout.BEFORE_MAX + 1, look));
    }

    private List<LookEvidence> between(RolloutSpec spec, int from, int to) {
        return spec.edges()
                .reduce(
                        rollouts.looks(spec.id(), Math.max(FIRST, from), to).stream()
                                .map(StoredLook::evidence)
                                .toList());
    }

    /** What the analysis of a rollout at a look was made with. */
    Memory.Looks of(RolloutSpec spec, int look) {
        return new Memory.Looks() {
            @Override
            public List<LookEvidence> before(int referenceLook) {
                return upTo(spec, referenceLook);
            }

            @Override
            public List<LookEvidence> last() {
                int from = Math.max(1, look - NewRollout.BEFORE_MAX + 1);
                return between(spec, from, look);
            }
        };
    }

    /** When looks up to this one were made, read where they are kept, else counted back. */
    LookTimes times(RolloutSpec spec, int look, Instant at) {
        return asked -> {
            if (asked >= look) {
                return at;
            }
            var kept = rollouts.looks(spec.id(), asked, asked);
            return kept.isEmpty()
                    ? at.minus(spec.lookLength().multipliedBy((long) look - asked))
                    : kept.getFirst().evidence().at();
        };
    }

    /** The looks up to this one, which is not stored yet. */
    RecentLooks recent(RolloutSpec spec, int look, LookEvidence present) {
        return count -> {
            var recent = new ArrayList<>(between(spec, look - count + 1, look - 1));
            recent.add(present);
            return recent;
        };
    }

    /** Looks at which something was measured: the others say nothing about what is usual. */
    public static List<LookEvidence> withEvidence(List<LookEvidence> looks) {
        return looks.stream().filter(look -> !look.counts().isEmpty()).toList();
    }
}
