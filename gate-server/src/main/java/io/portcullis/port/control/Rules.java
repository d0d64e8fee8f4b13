package io.portcullis.port.control;

import java.time.Duration;

/** The checks that orders and answers share. */
final class Rules {

    static final int MESSAGE_LENGTH_MAX = 1_000;

    private Rules() {}

    static void requireText(String name, String value, int lengthMax) {
        if (value.isBlank() || value.length() > lengthMax) {
            throw new IllegalArgumentException(
                    name
                            + " has "
                            + value.length()
                            + " characters; must have between 1 and "
                            + lengthMax
                            + " and not be blank");
        }
    }

    static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is " + value + "; must be > 0");
        }
    }

    static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; must be >= 0");
        }
    }
}
