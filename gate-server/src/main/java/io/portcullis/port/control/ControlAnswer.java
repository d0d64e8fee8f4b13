package io.portcullis.port.control;

import java.time.Duration;

/** How far an order is. */
public sealed interface ControlAnswer {

    /** The order is applied. Pods may still be on their way: the census tells. */
    record Done() implements ControlAnswer {}

    /**
     * The order is being carried out.
     *
     * @param retryAfter how long to wait before giving the same order again; positive
     */
    record Running(Duration retryAfter) implements ControlAnswer {
        public Running {
            Rules.requirePositive("retryAfter", retryAfter);
        }
    }

    /**
     * The workload's system refuses. Trying again blindly does not help: show it and call people.
     *
     * @param message for people: what was refused and what to do; 1 to 1000 characters
     */
    record Refused(String message) implements ControlAnswer {
        public Refused {
            Rules.requireText("message", message, Rules.MESSAGE_LENGTH_MAX);
        }
    }
}
