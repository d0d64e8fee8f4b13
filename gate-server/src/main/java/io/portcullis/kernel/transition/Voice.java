package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Region;

/** A source that tells of a region. */
record Voice(Region region, String source) {}
