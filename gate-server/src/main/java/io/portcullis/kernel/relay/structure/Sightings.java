package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.structure.StructureMemory.Sighting;
import io.portcullis.kernel.relay.structure.StructureMemory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which breaches have lasted: each of their reporters has looked twice, far enough apart. */
final class Sightings {

    /** Breaches remembered at most; with more at once those already remembered are enough to act. */
    static final int REMEMBERED_MAX = 200_000;

    private final RelayGraph graph;
    private final StructureRules rules;
    private final StructureMemory before;
    private final Map<Subject, Sighting> now = new HashMap<>();
    private final Map<String, Instant> unpublished;

    Sightings(RelayGraph graph, StructureRules rules, StructureMemory before) {
        this.graph = graph;
        this.rules = rules;
        this.before = before;
        this.unpublished = unpublished();
    }

    /**
     * Since which look the breach is there, once it has lasted.
     *
     * @param reporters nodes whose reports show it
     */
    Optional<Instant> lasting(Subject subject, int... reporters) {
        Instant latest = Instant.MIN;
        Instant earliest = Instant.MAX;
        for (int node : reporters) {
            var observed = graph.known(node).observedAt();
            latest = observed.isAfter(latest) ? observed : latest;
            earliest = observed.isBefore(earliest) ? observed : earliest;
        }
        var first = before.sightings().getOrDefault(subject, new Sighting(graph.at(), latest));
        if (now.size() < REMEMBERED_MAX) {
            now.put(subject, first);
        }
        return first.seenBy().plus(rules.apart()).isAfter(earliest)
                ? Optional.empty()
                : Optional.of(first.since());
    }

    /** Whether its publisher left so short ago that those who want it may not know yet. */
    boolean isJustUnpublished(String track) {
        return unpublished.containsKey(track);
    }

    private Map<String, Instant> unpublished() {
        var left = new HashMap<String, Instant>();
        Duration kept = rules.unpublishedFor();
        before.unpublished()
                .forEach((track, at) -> {
                    if (!graph.isPublished(track) && at.plus(kept).isAfter(graph.at())) {
                        left.put(track, at);
                    }
                });
        for (String track : before.published()) {
            if (!graph.isPublished(track)) {
                left.put(track, graph.at());
            }
        }
        return left;
    }

    StructureMemory memory() {
        Set<String> published = new HashSet<>();
        for (int track = 0; track < graph.trackCount(); track++) {
            if (graph.isPublished(track)) {
                published.add(graph.track(track));
            }
        }
        return new StructureMemory(now, published, unpublished);
    }
}
