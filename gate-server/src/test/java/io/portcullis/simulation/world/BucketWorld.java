package io.portcullis.simulation.world;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Looks of a signal that is counted by buckets, on a virtual clock. Not thread-safe. */
public final class BucketWorld {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Source source;
    private int look;

    /** What is observed. */
    @FunctionalInterface
    public interface Source {

        /**
         * Counts of buckets of one look, the canary marked.
         *
         * @param look 1, 2, ... of the rollout; 0 and less before it, each once and in order
         */
        Map<Cell, Counts> play(int look);
    }

    public BucketWorld(Source source) {
        this.source = source;
    }

    /** Plays the last looks before the rollout. */
    public EvidenceBefore before(int looks) {
        var counted = new ArrayList<LookEvidence>();
        var asIfCanary = new ArrayList<LookEvidence>();
        for (look = 1 - looks; look <= 0; look++) {
            Map<Cell, Counts> marked = source.play(look);
            counted.add(LookEvidence.of(at(), unmarked(marked)));
            asIfCanary.add(LookEvidence.of(at(), marked));
        }
        look = 0;
        return new EvidenceBefore(counted, asIfCanary);
    }

    /** Plays the next look of the rollout. */
    public LookEvidence next() {
        look++;
        return LookEvidence.of(at(), source.play(look));
    }

    /** As if nobody had marked the canary. */
    private static Map<Cell, Counts> unmarked(Map<Cell, Counts> marked) {
        var counts = new HashMap<Cell, Counts>();
        marked.forEach((cell, value) -> counts.merge(old(cell), value, Counts::plus));
        return counts;
    }

    private static Cell old(Cell cell) {
        return switch (cell) {
            case Cell.InRegion(var signal, var region, _) ->
                    new Cell.InRegion(signal, region, Arm.STABLE);
            case Cell.OnLink(var signal, var link, _, _) ->
                    new Cell.OnLink(signal, link, Arm.STABLE, Arm.STABLE);
        };
    }

    private Instant at() {
        return START.plus(LOOK.multipliedBy(look));
    }
}
