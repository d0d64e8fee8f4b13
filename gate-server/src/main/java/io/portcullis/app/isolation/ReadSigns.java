package io.portcullis.app.isolation;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSigns;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks for signs once a moment, whoever needs them. Thread-safe. */
public final class ReadSigns {

    private final List<RegionSignSource> sources;
    private @Nullable Instant readAt;
    private Map<Proof.Way, SortedMap<Region, RegionSigns>> read = Map.of();

    public ReadSigns(List<RegionSignSource> sources) {
        this.sources = List.copyOf(sources);
    }

    synchronized Map<Proof.Way, SortedMap<Region, RegionSigns>> at(Instant now) {
        if (!now.equals(readAt)) {
            var signs = new EnumMap<Proof.Way, SortedMap<Region, RegionSigns>>(Proof.Way.class);
            for (RegionSignSource source : sources) {
                signs.computeIfAbsent(source.way(), _ -> new TreeMap<>()).putAll(source.signs(now));
            }
            read = signs;
            readAt = now;
        }
        return read;
    }
}
