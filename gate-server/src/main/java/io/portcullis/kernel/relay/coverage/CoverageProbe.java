package io.portcullis.kernel.relay.coverage;

import io.portcullis.kernel.evidence.Link;

/** Media or calls from one standpoint to another; the destination probes and counts. */
public record CoverageProbe(Standpoint source, Standpoint destination) {

    public Link link() {
        return new Link(source.region(), destination.region());
    }
}
