package io.portcullis.kernel.relay.coverage;

import io.portcullis.kernel.evidence.Link;

/** A link that no probe can cover, and what is missing. */
public record UncoveredLink(Link link, String why) {}
