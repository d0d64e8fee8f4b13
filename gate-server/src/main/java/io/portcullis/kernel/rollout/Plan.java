package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ordered stages of a rollout, and what the gate may do. Stages are numbered from 1.
 *
 * @param control name of the control that acts; empty when none is named, which ENFORCE does not
 *     allow
 * @param whenSharedHarm what both arms bad where the rollout touched means
 * @param whenTransitionHarm how much replacing may cut, and what follows when it cut more
 * @param stages 1 to 20
 * @param waitLimit how long a stage that may open may stay unopened
 * @param pauseLimit how long it may stay paused before people are told again
 * @param recoveredFor how long a region must be seen as before to be back
 * @param restoreDeadline after which a rollback that is not complete is called stuck
 * @param poll how often the control is asked which versions run
 */
public record Plan(
        Mode mode,
        Driver driver,
        String control,
        HoldExpiry whenHoldExpires,
        SharedHarmPolicy whenSharedHarm,
        TransitionPolicy whenTransitionHarm,
        List<Stage> stages,
        Span waitLimit,
        Span pauseLimit,
        Span recoveredFor,
        Duration restoreDeadline,
        Duration poll) {

    public static final Span WAIT_LIMIT_DEFAULT = Span.of(Duration.ofHours(24));
    public static final Span PAUSE_LIMIT_DEFAULT = Span.of(Duration.ofHours(24));
    public static final Span RECOVERED_FOR_DEFAULT = Span.looks(30);
    public static final Duration RESTORE_DEADLINE_DEFAULT = Duration.ofMinutes(15);
    public static final Duration POLL_DEFAULT = Duration.ofSeconds(5);

    private static final int STAGES_MAX = 20;

    public Plan {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > STAGES_MAX) {
            throw new IllegalArgumentException(
                    "stages has " + stages.size() + " entries; must have 1 to " + STAGES_MAX);
        }
        requireDistinctNames(stages);
        requirePositive("restoreDeadline", restoreDeadline);
        requirePositive("poll", poll);
        if (mode == Mode.ENFORCE && control.isEmpty()) {
            throw new IllegalArgumentException(
                    "control is empty; mode ENFORCE needs a control that acts");
        }
    }

    public Stage stage(int number) {
        if (number < 1 || number > stages.size()) {
            throw new IllegalArgumentException(
                    "stage is " + number + "; must be between 1 and " + stages.size());
        }
        return stages.get(number - 1);
    }

    /** Number of the last stage. */
    public int stageLast() {
        return stages.size();
    }

    /** Every region any stage names. */
    public SortedSet<Region> regions(SortedSet<Region> serviceRegions) {
        var regions = new TreeSet<Region>();
        for (Stage stage : stages) {
            regions.addAll(stage.where().in(serviceRegions));
        }
        return Collections.unmodifiableSortedSet(regions);
    }

    /**
     * Share of the canary in each region that holds one while a stage runs: what the stage sets, and
     * what earlier stages set elsewhere. Stage 0 holds none.
     */
    public SortedMap<Region, Double> canaryShares(int stage, SortedSet<Region> serviceRegions) {
        var shares = new TreeMap<Region, Double>();
        for (Stage opened : stages.subList(0, stage)) {
            for (Region region : opened.where().in(serviceRegions)) {
                shares.put(region, opened.canaryShareRatio());
            }
        }
        return Collections.unmodifiableSortedMap(shares);
    }

    /**
     * T: every bake and hold limit, one wait limit before each stage, and one pause limit. The wait
     * before the first stage counts too, because look ids run from the start of the rollout.
     */
    public int looksPlanned(Duration lookLength) {
        int looks = pauseLimit.inLooks(lookLength);
        for (Stage stage : stages) {
            looks = Math.addExact(looks, waitLimit.inLooks(lookLength));
            looks = Math.addExact(looks, stage.bake().inLooks(lookLength));
            looks = Math.addExact(looks, stage.holdLimit().inLooks(lookLength));
        }
        return looks;
    }

    private static void requireDistinctNames(List<Stage> stages) {
        var names = new HashSet<String>();
        for (Stage stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException(
                        "stages.name '" + stage.name() + "' is given twice; must be unique");
            }
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " is " + duration + "; must be > 0");
        }
    }

    /** What the gate may do. */
    public enum Mode {
        /** Rollouts are made from changes the gate sees; nothing is blocked. */
        OBSERVE,
        /** Decisions are given, nothing is touched. */
        ADVISE,
        /** Controls act. */
        ENFORCE
    }

    /** Who widens the rollout. */
    public enum Driver {
        /** The caller asks and reports. */
        PIPELINE,
        /** The gate, through the control. */
        GATE
    }

    /** What follows when a hold lasts too long. */
    public enum HoldExpiry {
        PAUSE,
        ABORT
    }
}
