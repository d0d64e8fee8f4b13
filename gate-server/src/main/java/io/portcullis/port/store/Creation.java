package io.portcullis.port.store;

import io.portcullis.kernel.rollout.RolloutId;

/** What became of a rollout that was to be stored. */
public sealed interface Creation {

    /** It is stored. */
    record Created() implements Creation {}

    /** The same request was stored before, as this rollout; nothing new was. */
    record Repeated(RolloutId id) implements Creation {}

    /** The request id was used before, for this rollout, with other content; nothing was stored. */
    record RequestTaken(RolloutId id) implements Creation {}

    /** This other rollout of the service is not finished; nothing was stored. */
    record ServiceBusy(RolloutId running) implements Creation {}
}
