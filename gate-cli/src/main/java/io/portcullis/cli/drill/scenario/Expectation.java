package io.portcullis.cli.drill.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.portcullis.cli.file.Rules;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.SubjectKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Something that must have happened when an act is over. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Expectation.Refused.class, name = "REFUSED"),
    @JsonSubTypes.Type(value = Expectation.Aborted.class, name = "ABORTED"),
    @JsonSubTypes.Type(value = Expectation.QuietBeforeFault.class, name = "QUIET_BEFORE_FAULT"),
    @JsonSubTypes.Type(value = Expectation.NeverAborted.class, name = "NEVER_ABORTED"),
    @JsonSubTypes.Type(value = Expectation.Held.class, name = "HELD"),
    @JsonSubTypes.Type(value = Expectation.NotWidened.class, name = "NOT_WIDENED"),
    @JsonSubTypes.Type(value = Expectation.Restored.class, name = "RESTORED"),
    @JsonSubTypes.Type(value = Expectation.Lagged.class, name = "LAGGED"),
    @JsonSubTypes.Type(value = Expectation.IncidentRecorded.class, name = "INCIDENT"),
    @JsonSubTypes.Type(value = Expectation.Ended.class, name = "ENDED"),
    @JsonSubTypes.Type(value = Expectation.EnvironmentIncident.class, name = "ENVIRONMENT_INCIDENT")
})
public sealed interface Expectation {
    /** Throws {@link IllegalArgumentException} when it cannot be meant in this world. */
    default void check(WorldText world) {}

    /** Whether it is about a rollout, so that the act must start one. */
    default boolean needsStart() {
        return true;
    }

    /** Looks within which it must have happened; empty when none were given. */
    default OptionalInt looksGiven() {
        return OptionalInt.empty();
    }

    /** Refused at the start, for this reason; the reason names the key and every region. */
    record Refused(String reason, @Nullable String key, @Nullable List<String> regions)
            implements Expectation {
        public Refused {
            Expectation.reason(reason);
            regions = Rules.list(regions);
        }

        @Override
        public void check(WorldText world) {
            Rules.list(regions).forEach(region -> world.require(region, "expect.regions"));
        }
    }

    /**
     * ABORT for this reason.
     *
     * @param withinLooks looks from the first one with the fault, at most
     * @param withinSeconds by the clock, for what the gate measures by it; no limit when left out
     * @param namesLinks whether a reason must name a link with a canary at one end
     * @param says text that a reason of the type must contain
     * @param rung of the evidence ladder that it must stand on; any when left out
     */
    record Aborted(
            String reason,
            int withinLooks,
            @Nullable Integer withinSeconds,
            @Nullable Boolean namesLinks,
            @Nullable String says,
            @Nullable RungText rung)
            implements Expectation {
        public Aborted {
            Expectation.seconds(withinSeconds);
            says = says == null ? "" : says;
            Expectation.reason(reason);
            Rules.within(withinLooks, 1, 100_000, "withinLooks");
            namesLinks = namesLinks != null && namesLinks;
        }

        /** Whether so long by the clock is not too long. */
        public boolean isSoon(Duration since) {
            return Expectation.isWithin(since, withinSeconds);
        }

        @Override
        public OptionalInt looksGiven() {
            return OptionalInt.of(withinLooks);
        }
    }

    /** No ABORT before the fault began. */
    record QuietBeforeFault() implements Expectation {}

    /** No ABORT at all. */
    record NeverAborted() implements Expectation {}

    /**
     * HOLD for this reason.
     *
     * @param withinLooks looks from the first one with the fault, or from the start in an act without faults, at most
     * @param atEnd whether it must still be so when the act is over
     * @param says text that a reason of the type must contain
     */
    record Held(String reason, int withinLooks, @Nullable Boolean atEnd, @Nullable String says)
            implements Expectation {
        public Held {
            Expectation.reason(reason);
            Rules.within(withinLooks, 1, 100_000, "withinLooks");
            atEnd = atEnd != null && atEnd;
            says = says == null ? "" : says;
        }

        @Override
        public OptionalInt looksGiven() {
            return OptionalInt.of(withinLooks);
        }

        /** Whether a text says what it must. */
        public boolean isSaid(String found) {
            return says == null || found.contains(says);
        }
    }

    /** No stage after this one was opened. */
    record NotWidened(int afterStage) implements Expectation {
        public NotWidened {
            Rules.within(afterStage, 0, 20, "afterStage");
        }
    }

    /** These regions were rolled back and are back. */
    record Restored(List<String> regions) implements Expectation {
        public Restored {
            regions = Rules.some(regions, "regions");
        }

        @Override
        public void check(WorldText world) {
            regions.forEach(region -> world.require(region, "expect.regions"));
        }
    }

    /** This region was the last that was not back, with the rollout VERIFYING and the incident open. */
    record Lagged(String region) implements Expectation {
        public Lagged {
            Rules.name(region, "region");
        }

        @Override
        public void check(WorldText world) {
            world.require(region, "expect.region");
        }
    }

    /** An incident was recorded, is resolved, and says when each of these regions was back. */
    record IncidentRecorded(List<String> regions) implements Expectation {
        public IncidentRecorded {
            regions = Rules.some(regions, "regions");
        }

        @Override
        public void check(WorldText world) {
            regions.forEach(region -> world.require(region, "expect.regions"));
        }
    }

    /** The rollout ended in this state, within so many looks of its start when given. */
    record Ended(String state, @Nullable Integer withinLooks) implements Expectation {
        public Ended {
            Expectation.state(state);
            if (withinLooks != null) {
                Rules.within(withinLooks, 1, 100_000, "withinLooks");
            }
        }

        @Override
        public OptionalInt looksGiven() {
            return withinLooks == null ? OptionalInt.empty() : OptionalInt.of(withinLooks);
        }
    }

    /**
     * One incident of the world, with or without a rollout: never closed while the fault is there.
     *
     * @param subjectKind of what is unfit, such as PROBE
     * @param subject its name; any of the kind when left out
     * @param regions that it names
     * @param withinLooks opened so many looks after the first one with the fault, at most
     * @param withinSeconds likewise by the clock; no limit when left out
     * @param says text that it must contain
     * @param closed whether it must be resolved when the act is over
     * @param reopened how often it came back in the act; not looked at when left out
     */
    record EnvironmentIncident(
            String subjectKind,
            @Nullable String subject,
            @Nullable List<String> regions,
            int withinLooks,
            @Nullable Integer withinSeconds,
            @Nullable String says,
            @Nullable Boolean closed,
            @Nullable Integer reopened)
            implements Expectation {
        public EnvironmentIncident {
            Expectation.subjectKind(subjectKind);
            regions = Rules.list(regions);
            Rules.within(withinLooks, 1, 100_000, "withinLooks");
            Expectation.seconds(withinSeconds);
            if (reopened != null) {
                Rules.within(reopened, 0, 100, "reopened");
            }
        }

        @Override
        public void check(WorldText world) {
            in().forEach(region -> world.require(region, "expect.regions"));
        }

        @Override
        public OptionalInt looksGiven() {
            return OptionalInt.of(withinLooks);
        }

        @Override
        public boolean needsStart() {
            return false;
        }

        /** The subject's name; empty for any. */
        public String name() {
            return subject == null ? "" : subject;
        }

        /** What it must say; empty for anything. */
        public String text() {
            return says == null ? "" : says;
        }

        /** Whether a text says what it must. */
        public boolean isSaid(String found) {
            return found.contains(text());
        }

        /** Regions it must name. */
        public List<String> in() {
            return Rules.list(regions);
        }

        /** Whether it must be resolved at the end. */
        public boolean isClosed() {
            return Boolean.TRUE.equals(closed);
        }

        /** Whether so long by the clock is not too long. */
        public boolean isSoon(Duration since) {
            return Expectation.isWithin(since, withinSeconds);
        }
    }

    private static void seconds(@Nullable Integer withinSeconds) {
        if (withinSeconds != null) {
            Rules.within(withinSeconds, 1, 1_000_000, "withinSeconds");
        }
    }

    private static boolean isWithin(Duration since, @Nullable Integer withinSeconds) {
        return withinSeconds == null || since.compareTo(Duration.ofSeconds(withinSeconds)) <= 0;
    }

    /** Says that it is a kind of subject that the gate knows. */
    static void subjectKind(@Nullable String name) {
        try {
            SubjectKind.valueOf("SUBJECT_KIND_" + Rules.text(name, "subjectKind"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "subjectKind is \"" + name + "\"; must be a kind of subject such as PROBE", e);
        }
    }

    /** The reason type of this name. */
    static ReasonType reason(@Nullable String name) {
        try {
            return ReasonType.valueOf(
                    "REASON_TYPE_" + Rules.text(name, "reason").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "reason is \"" + name + "\"; must be a reason type such as RELEASE", e);
        }
    }

    /** The rollout state of this name. */
    static RolloutState state(@Nullable String name) {
        try {
            return RolloutState.valueOf(
                    "ROLLOUT_STATE_" + Rules.text(name, "state").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "state is \"" + name + "\"; must be a state such as SUCCEEDED", e);
        }
    }
}
