package io.portcullis.adapter.kubernetes;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSigns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each region's cluster for its version, which needs no permission. A look does not wait for the
 * answer: it takes the last one there is, and a region is asked again once the question before is
 * answered or failed.
 */
public final class KubernetesRegionSignSource implements RegionSignSource {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesRegionSignSource.class);

    private final KubernetesClusters clusters;
    private final SortedSet<Region> regions;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<Region, Instant> answeredAt = new ConcurrentHashMap<>();
    private final Map<Region, Boolean> asking = new ConcurrentHashMap<>();

    /**
     * @param regions of those that have a cluster
     * @param threads virtual ones; at most one a region is used
     */
    public KubernetesRegionSignSource(
            KubernetesClusters clusters,
            SortedSet<Region> regions,
            InstantSource clock,
            Executor threads) {
        this.clusters = clusters;
        this.regions = new TreeSet<>(regions);
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public Proof.Way way() {
        return Proof.Way.CLUSTER;
    }

    @Override
    public SortedMap<Region, RegionSigns> signs(Instant now) {
        var signs = new TreeMap<Region, RegionSigns>();
        for (Region region : regions) {
            var at = answeredAt.get(region);
            signs.put(region, at == null ? RegionSigns.NONE : RegionSigns.alive(at));
            if (asking.putIfAbsent(region, true) == null) {
                threads.execute(() -> ask(region));
            }
        }
        return signs;
    }

    private void ask(Region region) {
        try {
            var version =
                    clusters.ask(
                            region,
                            "asking its version",
                            // None when it says 404: whoever answers there is no cluster.
                            it -> Optional.ofNullable(it.getKubernetesVersion()));
            if (version.isPresent()) {
                answeredAt.put(region, clock.instant());
            }
        } catch (ControlUnavailable e) {
            LOG.debug("Cluster does not answer. region={} cause={}", region, e.getMessage());
        } finally {
            asking.remove(region);
        }
    }
}
