package io.portcullis.kernel.decision;

import java.time.Instant;

/** From which look on something holds, and when that look was made. */
public record Since(int look, Instant at) {}
