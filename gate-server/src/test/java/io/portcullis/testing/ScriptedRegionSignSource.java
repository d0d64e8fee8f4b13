package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSigns;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs a test puts in. */
public final class ScriptedRegionSignSource implements RegionSignSource {

    private final Proof.Way way;
    private final SortedMap<Region, RegionSigns> signs = new TreeMap<>();
    private int asked;

    public ScriptedRegionSignSource(Proof.Way way) {
        this.way = way;
    }

    public void put(Region region, RegionSigns seen) {
        signs.put(region, seen);
    }

    /** How often. */
    public int asked() {
        return asked;
    }

    @Override
    public Proof.Way way() {
        return way;
    }

    @Override
    public SortedMap<Region, RegionSigns> signs(Instant now) {
        asked++;
        return new TreeMap<>(signs);
    }
}
