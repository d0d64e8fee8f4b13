package io.portcullis.app;

import java.time.Duration;
import java.util.List;

/** A caller asked for something that cannot be; nothing was stored. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; the wire has its own form
    private final Why why;

    public RequestRefused(Why why) {
        super(why.text());
        this.why = why;
    }

    /** Refuses one field. */
    public static RequestRefused invalid(String field, String rule, String text) {
        return new RequestRefused(new Why.Invalid(List.of(new FieldProblem(field, rule, text))));
    }

    public Why why() {
        return why;
    }

    /** What stands against a request. */
    public sealed interface Why {

        /** What happened and what to do next. */
        String text();

        /** Malformed: fields that break a rule, all at once; at least one. */
        record Invalid(List<FieldProblem> problems) implements Why {
            public Invalid {
                if (problems.isEmpty()) {
                    throw new IllegalArgumentException("problems is empty; must have one");
                }
                problems = List.copyOf(problems);
            }

            @Override
            public String text() {
                return String.join(
                        "; ", problems.stream().map(it -> it.field() + ": " + it.text()).toList());
            }
        }

        /** There is no such thing. */
        record NotFound(Kind kind, String name) implements Why {
            @Override
            public String text() {
                return name + " does not exist; list what there is and use its name.";
            }
        }

        /** The same request id came with other content before. */
        record Exists(String requestId, String rollout) implements Why {
            @Override
            public String text() {
                return "request_id "
                        + requestId
                        + " already started "
                        + rollout
                        + " with other content; use a new one.";
            }
        }

        /** Not legal in the state the rollout is in. */
        record Illegal(String rollout, String state, String text) implements Why {}

        /**
         * Over a bound.
         *
         * @param advice what to do about it
         */
        record OverLimit(String limit, int bound, String advice, Duration retryAfter)
                implements Why {

            /** Over a bound that time alone mends. */
            public OverLimit(String limit, int bound, Duration retryAfter) {
                this(limit, bound, "try again later", retryAfter);
            }

            @Override
            public String text() {
                return limit + " is at its bound of " + bound + "; " + advice + ".";
            }
        }
    }

    /** What does not exist. */
    public enum Kind {
        ROLLOUT,
        INCIDENT,
        FREEZE,
        PACK
    }

    /**
     * One field that breaks a rule.
     *
     * @param field path as on the wire, such as {@code plan.stages[0].bake}
     * @param rule short id of the rule, such as {@code region.known}
     */
    public record FieldProblem(String field, String rule, String text) {}
}
