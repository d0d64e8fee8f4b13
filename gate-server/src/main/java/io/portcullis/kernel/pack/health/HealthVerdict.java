package io.portcullis.kernel.pack.health;

import io.portcullis.kernel.environment.Condition;

/**
 * What a rule says of a dependency in one region.
 *
 * @param text what was found, with its numbers, in one sentence
 * @param reference what a share is of; 0 where there is none
 */
public record HealthVerdict(Condition condition, String text, double reference) {

    HealthVerdict(Condition condition, String text) {
        this(condition, text, 0);
    }
}
