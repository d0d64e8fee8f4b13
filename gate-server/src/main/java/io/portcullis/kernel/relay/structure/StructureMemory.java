package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.NodeId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What must be known of the looks before: most breaches count only once they have lasted.
 *
 * @param sightings breaches of the look before, whether or not they counted yet
 * @param published tracks that had a publisher at the look before
 * @param unpublished when tracks lost their publisher, not long ago
 */
public record StructureMemory(
        Map<Subject, Sighting> sightings, Set<String> published, Map<String, Instant> unpublished) {

    public static final StructureMemory NONE = new StructureMemory(Map.of(), Set.of(), Map.of());

    /**
     * What may be in breach.
     *
     * @param node who sees it
     * @param far the other end, or the node itself
     */
    record Subject(Invariant invariant, NodeId node, NodeId far, String track) {}

    /**
     * A breach that was there at every look since.
     *
     * @param since the look
     * @param seenBy the latest moment at which one of its reporters looked then
     */
    record Sighting(Instant since, Instant seenBy) {}
}
