package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;

/** Name of something that has evidence of its own: a stream, or an aggregate of streams. */
public sealed interface GroupKey permits StreamKey, AggregateKey {

    SignalName signal();

    Level level();

    /** The arm pair of a link group; empty for region groups and where all arms count together. */
    Optional<ArmPair> pair();
}
