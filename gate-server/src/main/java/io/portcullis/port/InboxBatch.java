package io.portcullis.port;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import java.util.List;

/**
 * One flush of the intake: increments, and everything needed to go on subtracting after a restart.
 *
 * @param evidence increments since the flush before, by cell and version (arms are told when a
 *     rollout reads them); its time is that of the flush
 * @param replica which server flushed
 * @param series cumulative series whose last counted value changed, or which must be kept from
 *     being forgotten; each once
 * @param nodes relay nodes that said something; each once
 */
public record InboxBatch(
        ServiceName service,
        VersionedEvidence evidence,
        String replica,
        List<SeriesValue> series,
        List<RelayNode> nodes) {

    public InboxBatch {
        series = List.copyOf(series);
        nodes = List.copyOf(nodes);
        requireDistinct("series", series.stream().map(SeriesValue::series).toList());
        requireDistinct(
                "nodes", nodes.stream().map(node -> node.region() + "/" + node.node()).toList());
    }

    private static void requireDistinct(String field, List<String> keys) {
        if (keys.stream().distinct().count() != keys.size()) {
            throw new IllegalArgumentException(field + " has an entry twice; must be distinct");
        }
    }
}
