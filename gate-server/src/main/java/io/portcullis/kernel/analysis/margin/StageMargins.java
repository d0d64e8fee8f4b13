package io.portcullis.kernel.analysis.margin;

import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.AssumedDispersion;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Margins of a stage: of the release comparator where an old arm is left, of the comparison with the
 * looks before the rollout where none is (analysis 2.7, 2.11).
 */
public final class StageMargins {

    /**
     * rho_0 is at least this where different times are compared (analysis 2.10). It stays at this
     * least: sigma_day is not known when a margin is fixed, for earlier days are read look by look.
     * It moves the choice of the rung only, never what the test excludes at it.
     */
    public static final double TIMES_TOLERANCE_MIN = 1.5;

    private final StageScope scope;
    private final Family places;
    private final Family family;
    private final Family withoutOldArm;
    private final LevelDispersions dispersions;
    private final LevelDispersions overTime;
    private final StageTraffic traffic;
    private final LooksBefore reference;
    private final MarginPlan release;
    private final MarginPlan times;
    private final List<GroupPreview> releasePreviews;
    private final List<GroupPreview> timesPreviews;
    private final List<GroupPreview> watchedPreviews;

    public StageMargins(
            StageScope scope,
            LevelDispersions dispersions,
            StageTraffic traffic,
            LooksBefore reference) {
        this.scope = scope;
        this.dispersions = dispersions;
        family = dispersions.family();
        this.traffic = traffic;
        this.reference = reference;
        places = StageScope.places(scope.plan());
        withoutOldArm = scope.withoutOldArm();
        overTime =
                LevelDispersions.overTime(
                        withoutOldArm, reference, scope.plan().parameters().dispersion());
        release = releasePlan();
        times = timesPlan();
        releasePreviews = release.previews();
        timesPreviews = times.previews().stream().map(this::withCoverage).toList();
        watchedPreviews =
                watchedWithout(
                        Stream.concat(releasePreviews.stream(), timesPreviews.stream())
                                .map(GroupPreview::key)
                                .collect(Collectors.toSet()));
    }

    private MarginPlan releasePlan() {
        var expectations = new HashMap<Integer, Expectation>();
        for (int stream = 0; stream < family.streams().size(); stream++) {
            StreamKey key = family.streams().get(stream);
            boolean passRequired = key.pair().map(ArmPair::passRequired).orElse(true);
            if (scope.isLive(key) && passRequired && scope.asksProof(key)) {
                expectations.put(stream, expectation(stream, key));
            }
        }
        AnalysisParameters parameters = scope.plan().parameters();
        var setting =
                new MarginPlan.Setting(
                        scope.stage().bakeLooks(),
                        1,
                        0,
                        finestAllowed(traffic.looks()),
                        parameters.coverageAttemptsExpected(),
                        kept(),
                        parameters);
        return new MarginPlan(
                family, expectations, dispersions.ofGroups(traffic.levels()), setting);
    }

    private Expectation expectation(int stream, StreamKey key) {
        int place = place(key);
        double exposure = traffic.exposurePerLook().get(place);
        return new Expectation(
                exposure * scope.canaryShare(key),
                exposure * scope.oldShare(key.place()) * traffic.comparisonShares().get(stream),
                traffic.rates().get(place));
    }

    private Map<Integer, Integer> kept() {
        var kept = new HashMap<Integer, Integer>();
        for (int group = 0; group < traffic.keptRungs().size(); group++) {
            int rung = traffic.keptRungs().get(group);
            if (rung >= 0) {
                kept.put(group, rung);
            } else if (!finestAllowed(traffic.looks())) {
                kept.put(group, family.keys().get(group).level().coarsestRung());
            }
        }
        return kept;
    }

    private MarginPlan timesPlan() {
        var expectations = new HashMap<Integer, Expectation>();
        for (int stream = 0; stream < withoutOldArm.streams().size(); stream++) {
            StreamKey key = withoutOldArm.streams().get(stream);
            expectations.put(
                    stream,
                    new Expectation(
                            traffic.exposurePerLook().get(place(key)),
                            reference.exposurePerLook(key),
                            reference.rate(key)));
        }
        AnalysisParameters parameters = scope.plan().parameters();
        var setting =
                new MarginPlan.Setting(
                        reference.looksCompared(scope.stage().bakeLooks()),
                        TIMES_TOLERANCE_MIN,
                        0,
                        finestAllowed(reference.looks()),
                        0,
                        Map.of(),
                        parameters);
        return new MarginPlan(withoutOldArm, expectations, overTime.ofGroups(), setting);
    }

    private static boolean finestAllowed(int looks) {
        return looks >= AnalysisPlan.LOOKS_BEFORE_MIN;
    }

    /** p-hat of the old version at a stream's place. */
    public double rate(StreamKey key) {
        return traffic.rates().get(place(key));
    }

    /** Margins of the release comparator. */
    public MarginPlan release() {
        return release;
    }

    /** Margins of the comparison with the looks before the rollout. */
    public MarginPlan times() {
        return times;
    }

    /** Dispersions of the places without old arm. */
    public LevelDispersions overTime() {
        return overTime;
    }

    public Family withoutOldArm() {
        return withoutOldArm;
    }

    public StageScope scope() {
        return scope;
    }

    public StageTraffic traffic() {
        return traffic;
    }

    /** What the stage promises: of the release comparator, against before, and coverage alone. */
    public StagePreview preview() {
        var groups = new ArrayList<>(releasePreviews);
        groups.addAll(timesPreviews);
        groups.addAll(watchedPreviews);
        return new StagePreview(scope.stage(), traffic.looks(), assumed(), groups);
    }

    private List<AssumedDispersion> assumed() {
        var assumed = new LinkedHashSet<AssumedDispersion>();
        Dispersion[] used = dispersions.ofGroups(traffic.levels());
        releasePreviews.forEach(group -> assumed.add(assumed(group.key(), dispersions, used)));
        Dispersion[] usedOverTime = overTime.ofGroups();
        timesPreviews.forEach(group -> assumed.add(assumed(group.key(), overTime, usedOverTime)));
        return List.copyOf(assumed);
    }

    private static AssumedDispersion assumed(
            GroupKey key, LevelDispersions levels, Dispersion[] used) {
        int group = levels.family().indexOf(key);
        return new AssumedDispersion(key.signal(), key.level(), used[group], levels.windows(group));
    }

    public List<GroupPreview> releasePreviews() {
        return releasePreviews;
    }

    public List<GroupPreview> timesPreviews() {
        return timesPreviews;
    }

    public List<GroupPreview> watchedPreviews() {
        return watchedPreviews;
    }

    private List<GroupPreview> watchedWithout(Set<GroupKey> tested) {
        return scope.covered().stream()
                .filter(key -> !tested.contains(key))
                .map(this::watched)
                .toList();
    }

    private GroupPreview watched(StreamKey key) {
        double canary = traffic.exposurePerLook().get(place(key)) * scope.canaryShare(key);
        return new GroupPreview(
                key,
                new Role.Watched(),
                -1,
                Optional.empty(),
                Double.POSITIVE_INFINITY,
                0,
                canary,
                probes(key, canary));
    }

    /** A region wholly on the new version is to be seen in the bake like any other. */
    private GroupPreview withCoverage(GroupPreview group) {
        return group.key() instanceof StreamKey key && key.place() instanceof Region
                ? new GroupPreview(
                        key,
                        group.role(),
                        group.rung(),
                        group.margin(),
                        group.looksExpected(),
                        group.growthPerLook(),
                        group.canaryExposurePerLook(),
                        probes(key, group.canaryExposurePerLook()))
                : group;
    }

    /** Canary attempts per look that are missing for what is expected to be seen in the bake. */
    private double probes(StreamKey key, double canary) {
        double wanted =
                scope.asksProof(key)
                        ? (double) scope.plan().parameters().coverageAttemptsExpected()
                                / scope.stage().bakeLooks()
                        : 0;
        return Math.max(0, wanted - canary);
    }

    private int place(StreamKey key) {
        return places.indexOf(new StreamKey(key.signal(), key.place(), Optional.empty()));
    }
}
