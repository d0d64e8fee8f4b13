package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something of the world that stands against a rollout. */
public sealed interface Concern {

    /** One sentence or two, for people. */
    String text();

    /**
     * A subject that is unfit.
     *
     * @param since its first bad observation
     * @param then what follows
     */
    record Unfit(Subject subject, Instant since, Then then, String text) implements Concern {

        /** What an unfit subject does to this rollout. */
        public enum Then {
            WAIT,
            /** It became unfit with the new version taking part, and is set to abort then. */
            ABORT
        }
    }

    /** A subject of which nothing fresh is known. */
    record Unknown(Subject subject, String text) implements Concern {}

    /** Nothing fresh was seen of the service end to end. */
    record NoProbe(String text) implements Concern {}

    /**
     * A freeze.
     *
     * @param name of the freeze
     * @param until absent when nobody can know
     */
    record Frozen(String name, @Nullable Instant until, String text) implements Concern {}

    /** Where it is, if anywhere in particular. */
    default @Nullable Place place() {
        return switch (this) {
            case Unfit unfit -> unfit.subject().place();
            case Unknown unknown -> unknown.subject().place();
            case NoProbe _, Frozen _ -> null;
        };
    }
}
