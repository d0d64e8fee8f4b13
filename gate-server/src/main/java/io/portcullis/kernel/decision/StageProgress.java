package io.portcullis.kernel.decision;

import java.time.Duration;

/**
 * Where the rollout is at a look.
 *
 * @param stage stage that is open; 0 before the first
 * @param looksOpen whole looks since it was opened
 * @param bakeLooks its least bake in looks; 0 before the first stage
 * @param looksBefore looks of before the rollout that are there
 * @param lookLength how long a look takes, to say waits in time
 */
public record StageProgress(
        int stage, int looksOpen, int bakeLooks, int looksBefore, Duration lookLength) {

    public boolean isBakeOver() {
        return looksOpen >= bakeLooks;
    }
}
