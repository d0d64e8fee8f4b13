package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.InboxRow;
import io.portcullis.port.RelayNode;
import io.portcullis.port.SeriesValue;
import io.portcullis.port.StaleRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pushed evidence in memory. What it holds survives whoever uses it. */
public final class InMemoryEvidenceInbox implements EvidenceInbox {

    private final Map<ServiceName, Box> boxes = new HashMap<>();

    @Override
    public synchronized long append(InboxBatch batch) {
        var box = box(batch.service());
        for (SeriesValue series : batch.series()) {
            var stored = box.series.get(series.series());
            long revision = stored == null ? 0 : stored.value.revision();
            if (series.revision() != revision + 1) {
                throw new StaleRevision("series " + series.series() + " is at " + revision);
            }
        }
        box.append(batch);
        return box.cursor;
    }

    @Override
    public synchronized List<InboxRow> after(ServiceName service, long cursor, int limit) {
        return box(service).rows.stream()
                .filter(row -> row.cursor() > cursor)
                .limit(Math.min(limit, ROWS_MAX))
                .toList();
    }

    @Override
    public synchronized List<InboxRow> history(ServiceName service, Instant since) {
        return box(service).rows.stream()
                .filter(row -> !row.evidence().at().isBefore(since))
                .toList();
    }

    @Override
    public synchronized long cursor(ServiceName service) {
        return box(service).cursor;
    }

    @Override
    public synchronized List<SeriesValue> seriesValues(ServiceName service) {
        return box(service).series.values().stream().map(Seen::value).toList();
    }

    @Override
    public synchronized List<RelayNode> relayNodes(ServiceName service) {
        return List.copyOf(box(service).nodes.values());
    }

    @Override
    public synchronized SortedMap<Region, List<Claim>> regionClaims() {
        var claims = new TreeMap<Region, List<Claim>>();
        for (Box box : boxes.values()) {
            for (RelayNode node : box.nodes.values()) {
                if (node.claim() != null) {
                    claims.computeIfAbsent(node.region(), _ -> new ArrayList<>()).add(node.claim());
                }
            }
        }
        return claims;
    }

    private Box box(ServiceName service) {
        return boxes.computeIfAbsent(service, _ -> new Box());
    }

    private record Seen(SeriesValue value, Instant at) {}

    private static final class Box {
        private long cursor;
        private final List<InboxRow> rows = new ArrayList<>();
        private final TreeMap<String, Seen> series = new TreeMap<>();
        private final TreeMap<String, RelayNode> nodes = new TreeMap<>();

        void append(InboxBatch batch) {
            var at = batch.evidence().at();
            cursor++;
            rows.add(new InboxRow(cursor, batch.replica(), batch.evidence()));
            batch.series().forEach(value -> series.put(value.series(), new Seen(value, at)));
            batch.nodes().forEach(node -> nodes.merge(key(node), node, Box::newer));
            rows.removeIf(row -> row.evidence().at().isBefore(at.minus(RETENTION)));
            series.values().removeIf(seen -> seen.at.isBefore(at.minus(SILENCE_MAX)));
            nodes.values().removeIf(node -> node.seenAt().isBefore(at.minus(SILENCE_MAX)));
        }

        private static String key(RelayNode node) {
            return node.region() + "/" + node.node();
        }

        private static RelayNode newer(RelayNode stored, RelayNode said) {
            if (stored.epoch().equals(said.epoch()) && stored.sequence() > said.sequence()) {
                return stored;
            }
            return said;
        }
    }
}
