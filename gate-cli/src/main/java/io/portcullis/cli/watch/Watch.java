package io.portcullis.cli.watch;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.util.Iterator;

/**
 * Follows the stream of one rollout to its end. A stream that breaks is opened again after the last
 * sequence number seen, so that nothing is shown twice and nothing is missed.
 */
final class Watch {
    private static final int BREAKS_IN_A_ROW_MAX = 120;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final GateConnection gate;
    private final String name;
    private final WatchView view;
    private long sequence;
    private int breaks;
    private RolloutState state = RolloutState.ROLLOUT_STATE_UNSPECIFIED;

    Watch(GateConnection gate, String name, WatchView view, long sequence) {
        this.gate = gate;
        this.name = name;
        this.view = view;
        this.sequence = sequence;
    }

    /**
     * Follows until the rollout has ended, and says how.
     *
     * @throws StatusRuntimeException when the gate stays lost, or refuses
     */
    RolloutState toEnd() {
        while (true) {
            try {
                follow();
                return state;
            } catch (StatusRuntimeException e) {
                if (!isPassing(e) || ++breaks > BREAKS_IN_A_ROW_MAX) {
                    throw e;
                }
                view.lost(e.getStatus().getCode().name());
                pause();
            }
        }
    }

    private void follow() {
        Iterator<WatchRolloutResponse> updates =
                gate.watching()
                        .watchRollout(
                                WatchRolloutRequest.newBuilder()
                                        .setName(name)
                                        .setAfterSequence(sequence)
                                        .build());
        while (updates.hasNext()) {
            WatchRolloutResponse update = updates.next();
            breaks = 0;
            state = update.getRollout().getState();
            if (update.hasEvent()) {
                sequence = update.getEvent().getSequence();
            }
            view.show(update);
        }
    }

    /** A server that restarts, or dropped a watcher that was too slow. */
    private static boolean isPassing(StatusRuntimeException error) {
        Code code = error.getStatus().getCode();
        return code == Code.UNAVAILABLE || code == Code.RESOURCE_EXHAUSTED || code == Code.ABORTED;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
