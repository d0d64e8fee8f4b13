package io.portcullis.kernel.rollout;

/**
 * Who did something.
 *
 * @param name of the person, pipeline or control; at most 256 characters
 */
public record Actor(Kind kind, String name) {

    public static final Actor GATE = new Actor(Kind.GATE, "gate");

    public Actor {
        if (name.isBlank() || name.length() > 256) {
            throw new IllegalArgumentException(
                    "actor has " + name.length() + " characters; must have 1 to 256");
        }
    }

    public static Actor person(String name) {
        return new Actor(Kind.PERSON, name);
    }

    public static Actor pipeline(String name) {
        return new Actor(Kind.PIPELINE, name);
    }

    public static Actor control(String name) {
        return new Actor(Kind.CONTROL, name);
    }

    /** What sort of actor. */
    public enum Kind {
        GATE,
        PERSON,
        PIPELINE,
        CONTROL
    }
}
