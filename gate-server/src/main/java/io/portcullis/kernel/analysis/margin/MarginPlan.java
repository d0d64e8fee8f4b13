package io.portcullis.kernel.analysis.margin;

import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.Forecast;
import io.portcullis.kernel.analysis.statistics.Ladder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses margins and required groups before a stage (analysis 2.7): each group gets the finest rung
 * of the ladder that its traffic decides within the bake. Required are every stream and "all"
 * aggregate with a rung. A region without one is covered by all regions; a link by its source and
 * destination aggregates if both have rungs, else by all links. An aggregate that has to cover and
 * has no rung is undecidable.
 */
public final class MarginPlan {

    private final Family family;
    private final Map<Integer, Expectation> expectations;
    private final Setting setting;
    private final double distance;
    private final double quantile;
    private final int[] rungs;
    private final Forecast[] forecasts;
    private final boolean[] inScope;

    /**
     * Settings of a plan.
     *
     * @param bakeLooks within which a healthy canary has to pass
     * @param toleranceMin rho_0 is at least this
     * @param distanceExtra added to Lambda
     * @param finestAllowed whether rungs finer than the coarsest may be promised
     * @param coverageExpected canary attempts wanted in the bake; 0 for none
     * @param kept rungs of groups whose E goes on from the stage before
     */
    public record Setting(
            int bakeLooks,
            double toleranceMin,
            double distanceExtra,
            boolean finestAllowed,
            int coverageExpected,
            Map<Integer, Integer> kept,
            AnalysisParameters parameters) {

        public Setting {
            kept = Map.copyOf(kept);
        }

        static Setting of(int bakeLooks, AnalysisParameters parameters) {
            return new Setting(
                    bakeLooks,
                    1,
                    0,
                    true,
                    parameters.coverageAttemptsExpected(),
                    Map.of(),
                    parameters);
        }
    }

    /**
     * Plans all groups.
     *
     * @param expectations of the streams in scope, by position in the family
     * @param dispersions per group
     */
    public MarginPlan(
            Family family,
            Map<Integer, Expectation> expectations,
            Dispersion[] dispersions,
            Setting setting) {
        this.family = family;
        this.expectations = Map.copyOf(expectations);
        this.setting = setting;
        int groupCount = family.keys().size();
        rungs = new int[groupCount];
        forecasts = new Forecast[groupCount];
        inScope = new boolean[groupCount];
        int scope = 0;
        for (int group = 0; group < groupCount; group++) {
            inScope[group] = !membersInScope(group).isEmpty();
            scope += inScope[group] ? 1 : 0;
        }
        AnalysisParameters parameters = setting.parameters();
        distance = Forecast.distance(parameters.passBeta()) + setting.distanceExtra();
        quantile = scope == 0 ? 0 : Forecast.quantile(parameters.undecidedDelta(), scope);
        for (int group = 0; group < groupCount; group++) {
            forecast(group, dispersions[group]);
        }
    }

    private List<Expectation> membersInScope(int group) {
        var members = new ArrayList<Expectation>();
        for (int index = 0; index < family.groups().size(group); index++) {
            Expectation expectation = expectations.get(family.groups().member(group, index));
            if (expectation != null) {
                members.add(expectation);
            }
        }
        return members;
    }

    private void forecast(int group, Dispersion dispersion) {
        List<Forecast.Member> members =
                membersInScope(group).stream()
                        .map(Expectation::member)
                        .flatMap(Optional::stream)
                        .toList();
        var assumptions =
                new Forecast.Assumptions(
                        dispersion,
                        Math.max(setting.toleranceMin(), family.signal(group).toleranceRatio()),
                        distance,
                        quantile);
        int coarsest = family.keys().get(group).level().coarsestRung();
        int kept = setting.kept().getOrDefault(group, -1);
        rungs[group] = -1;
        for (int rung = first(kept, coarsest); rung <= coarsest; rung++) {
            forecasts[group] = Forecast.of(members, Ladder.margin(rung), assumptions);
            if (inScope[group] && (rung == kept || decides(forecasts[group]))) {
                rungs[group] = rung;
                return;
            }
        }
    }

    private int first(int kept, int coarsest) {
        if (kept >= 0) {
            return kept;
        }
        return setting.finestAllowed() ? 0 : coarsest;
    }

    private boolean decides(Forecast forecast) {
        return forecast.looks() <= setting.bakeLooks();
    }

    /** Whether some member of a group is in scope. */
    public boolean inScope(int group) {
        return inScope[group];
    }

    /** The finest rung of a group; -1 without one. */
    public int rung(int group) {
        return rungs[group];
    }

    /** Expectations at the chosen rung, or at the coarsest allowed one. */
    public Forecast forecast(int group) {
        return forecasts[group];
    }

    /** z of the forecasts. */
    public double quantile() {
        return quantile;
    }

    /** The groups in scope with their roles, in the family's order. */
    public List<GroupPreview> previews() {
        Set<Integer> covering = covering();
        var previews = new ArrayList<GroupPreview>();
        for (int group = 0; group < rungs.length; group++) {
            if (inScope[group]) {
                previews.add(preview(group, role(group, covering.contains(group))));
            }
        }
        return List.copyOf(previews);
    }

    private Set<Integer> covering() {
        var covering = new HashSet<Integer>();
        for (int stream : expectations.keySet()) {
            if (rungs[stream] < 0) {
                for (AggregateKey key : coverOf(stream)) {
                    covering.add(family.indexOf(key));
                }
            }
        }
        return covering;
    }

    /** By which aggregates a stream without a rung is covered. */
    private List<AggregateKey> coverOf(int stream) {
        List<AggregateKey> aggregates = Family.aggregatesOf(family.streams().get(stream));
        List<AggregateKey> near = aggregates.subList(0, aggregates.size() - 1);
        boolean nearDecide =
                !near.isEmpty() && near.stream().allMatch(key -> rungs[family.indexOf(key)] >= 0);
        return nearDecide ? near : List.of(aggregates.getLast());
    }

    private Role role(int group, boolean covers) {
        GroupKey key = family.keys().get(group);
        boolean hasRung = rungs[group] >= 0;
        return switch (key.level()) {
            case REGION, LINK -> hasRung ? new Role.Required() : new Role.Covered(coverOf(group));
            case ALL_REGIONS, ALL_LINKS ->
                    hasRung ? new Role.Required() : withoutRung(group, covers);
            case SOURCE, DESTINATION -> covers ? new Role.Required() : new Role.Watched();
        };
    }

    private Role withoutRung(int group, boolean covers) {
        return covers
                ? new Role.Undecidable(forecasts[group].looks() / setting.bakeLooks())
                : new Role.Watched();
    }

    private GroupPreview preview(int group, Role role) {
        double canary =
                membersInScope(group).stream().mapToDouble(Expectation::canaryExposure).sum();
        boolean covered = family.keys().get(group).level().isBase();
        double wanted = (double) setting.coverageExpected() / setting.bakeLooks();
        boolean hasRung = rungs[group] >= 0;
        return new GroupPreview(
                family.keys().get(group),
                role,
                rungs[group],
                hasRung ? Optional.of(Ladder.margin(rungs[group])) : Optional.empty(),
                forecasts[group].looks(),
                hasRung ? forecasts[group].growth() : 0,
                canary,
                covered ? Math.max(0, wanted - canary) : 0);
    }
}
