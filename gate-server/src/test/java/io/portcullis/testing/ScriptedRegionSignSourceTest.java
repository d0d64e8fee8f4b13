package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSignSourceContract;
import io.portcullis.port.isolation.RegionSigns;
import java.time.Duration;
import java.time.Instant;

final class ScriptedRegionSignSourceTest extends RegionSignSourceContract {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T19:00:00Z"));
    private final ScriptedRegionSignSource source =
            new ScriptedRegionSignSource(Proof.Way.METRIC_STORE);

    @Override
    protected RegionSignSource source() {
        end(EU_WEST);
        end(US_EAST);
        return source;
    }

    @Override
    protected void begin(Region region) {
        source.put(region, RegionSigns.alive(now()));
    }

    @Override
    protected void end(Region region) {
        source.put(region, RegionSigns.NONE);
    }

    @Override
    protected Instant now() {
        clock.advance(Duration.ofSeconds(10));
        return clock.instant();
    }
}
