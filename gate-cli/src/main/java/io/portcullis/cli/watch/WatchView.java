package io.portcullis.cli.watch;

import io.portcullis.v1.WatchRolloutResponse;

/** Shows what is watched, one update after the other. */
interface WatchView {
    void show(WatchRolloutResponse update);

    /** The stream broke and is being opened again. */
    void lost(String cause);
}
