package io.portcullis.cli.drill.play;

/** Waits for looks to begin. */
public interface Pace {
    /** Returns when the next look begins. */
    void awaitLook() throws InterruptedException;
}
