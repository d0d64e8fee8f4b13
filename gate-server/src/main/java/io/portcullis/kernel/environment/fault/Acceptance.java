package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.environment.Rule.Effect;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person's word that rollouts may go on in spite of a fault, good until it gets worse: in one place
 * more, with a graver effect, or back after it was resolved.
 *
 * @param places where the fault was then; empty text for nowhere in particular
 * @param effect its gravest effect then
 */
public record Acceptance(
        String by, Instant at, String reason, SortedSet<String> places, Effect effect) {

    public Acceptance {
        places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
    }
}
