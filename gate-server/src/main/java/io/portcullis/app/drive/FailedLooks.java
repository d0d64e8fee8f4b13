package io.portcullis.app.drive;

import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people, once, when the looks of a rollout go on failing. Not thread-safe. */
final class FailedLooks {

    private static final Logger LOG = LoggerFactory.getLogger(FailedLooks.class);

    /** A minute of the usual looks: what passes by itself has passed by then. */
    private static final int TOLD_AT = 6;

    private final Notifier notifier;
    private final RolloutId id;
    private int failedInRow;

    FailedLooks(Notifier notifier, RolloutId id) {
        this.notifier = notifier;
        this.id = id;
    }

    void made() {
        failedInRow = 0;
    }

    void failed() {
        failedInRow++;
        if (failedInRow != TOLD_AT) {
            return;
        }
        try {
            notifier.tell(
                    id + ".looks-failing",
                    id,
                    Urgency.CRITICAL,
                    "%d looks in a row have failed: nothing is judged, and a bad release is not"
                                    .formatted(TOLD_AT)
                            + " noticed. See the server's log; abort if it goes on.");
        } catch (RuntimeException e) {
            LOG.error("Nobody could be told that looks fail. rollout={}", id, e);
        }
    }
}
