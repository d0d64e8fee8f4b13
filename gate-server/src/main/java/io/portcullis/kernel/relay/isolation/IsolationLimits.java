package io.portcullis.kernel.relay.isolation;

import java.time.Duration;

/**
 * When what is seen of the mesh counts (docs/isolation.md).
 *
 * @param pathFreshFor how long an attempt to reach a region says anything; 30 s by default, three
 *     probes
 * @param signFreshFor how long claims, proofs of life and session counts do; 45 s by default, three
 *     scrapes
 * @param enterLooks in a row, each with newer evidence, until a verdict is held; 3 by default
 * @param leaveLooks in a row without it until it is dropped; 6 by default
 * @param apartMax looks further apart are not in a row; 60 s by default, or three looks
 * @param latchAfter a region that is offline and reachable for longer is latched; 60 s by default
 */
public record IsolationLimits(
        Duration pathFreshFor,
        Duration signFreshFor,
        int enterLooks,
        int leaveLooks,
        Duration apartMax,
        Duration latchAfter) {

    public static final IsolationLimits DEFAULT =
            new IsolationLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(45),
                    3,
                    6,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60));

    public IsolationLimits {
        if (!pathFreshFor.isPositive() || !signFreshFor.isPositive() || !latchAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "pathFreshFor is %s, signFreshFor %s, latchAfter %s; must be above zero"
                            .formatted(pathFreshFor, signFreshFor, latchAfter));
        }
        if (!apartMax.isPositive()) {
            throw new IllegalArgumentException("apartMax is " + apartMax + "; must be above zero");
        }
        if (enterLooks < 1 || leaveLooks < 1) {
            throw new IllegalArgumentException(
                    "enterLooks is %d and leaveLooks %d; must be at least 1"
                            .formatted(enterLooks, leaveLooks));
        }
    }
}
