package io.portcullis.port.probe;

import io.portcullis.probe.ProbeOutcome;
import java.time.Instant;

/**
 * What one run of a probe found from one vantage point.
 *
 * @param probe its name
 * @param at when the run ended
 */
public record ProbeResult(String probe, Vantage vantage, Instant at, ProbeOutcome outcome) {}
