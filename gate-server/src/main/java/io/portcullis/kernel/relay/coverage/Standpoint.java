package io.portcullis.kernel.relay.coverage;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import java.util.Comparator;

/**
 * An agent beside a server of the service: it can be probed from elsewhere, and probe through it.
 *
 * @param vantage name of the agent
 * @param release that the server runs
 */
public record Standpoint(String vantage, Region region, ReleaseIdentity release)
        implements Comparable<Standpoint> {

    private static final Comparator<Standpoint> ORDER =
            Comparator.comparing(Standpoint::region).thenComparing(Standpoint::vantage);

    @Override
    public int compareTo(Standpoint other) {
        return ORDER.compare(this, other);
    }
}
