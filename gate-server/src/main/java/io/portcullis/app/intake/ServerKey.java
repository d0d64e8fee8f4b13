package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.SeriesId;
import java.util.List;

/**
 * A server that pushes.
 *
 * @param way by which it pushes, so that a relay node and an OTLP instance of one name stay apart
 * @param name node or instance id
 */
public record ServerKey(Way way, Region region, String name) {

    /** How evidence came. */
    public enum Way {
        RELAY,
        OTLP,
        /** Synthetic traffic of an agent. */
        PROBE
    }

    /** Identity of one of its series within the service; short, whatever the parts. */
    String series(List<String> parts) {
        return prefix() + SeriesId.of(parts);
    }

    /** What every series of this server begins with. */
    String prefix() {
        return way + "/" + region + "/" + SeriesId.of(List.of(name)) + "/";
    }
}
