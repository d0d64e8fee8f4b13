package io.portcullis.port.store;

import io.portcullis.kernel.rollout.Action;

/**
 * A page about the world that waits to be told.
 *
 * @param attempts how often it was tried
 */
public record QueuedPage(Action.Page page, int attempts) {}
