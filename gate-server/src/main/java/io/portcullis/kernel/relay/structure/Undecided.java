package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Place;

/**
 * An invariant of which nobody can say whether it holds: never the same as healthy.
 *
 * @param place where
 * @param count of how many chains, edges or reports
 * @param text for people, in one sentence
 */
public record Undecided(Invariant invariant, Place place, int count, String text) {}
