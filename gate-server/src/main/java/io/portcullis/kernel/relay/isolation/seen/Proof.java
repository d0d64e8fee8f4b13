package io.portcullis.kernel.relay.isolation.seen;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a region lives, on another path than those it may refuse.
 *
 * @param from region it was obtained from; null outside of all regions
 */
public record Proof(Way way, @Nullable Region from, Instant at) {

    /** How it was obtained. */
    public enum Way {
        /** Its metric store answers, with servers that are up. */
        METRIC_STORE("its metric store answers with servers that are up"),
        /** The API of its cluster answers. */
        CLUSTER("its cluster answers"),
        /** Its nodes accept connections on the port of the relay. */
        RELAY_PORT("its nodes accept connections on the port of the relay");

        private final String text;

        Way(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
