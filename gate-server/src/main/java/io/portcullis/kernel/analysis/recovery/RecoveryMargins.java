package io.portcullis.kernel.analysis.recovery;

import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.margin.Expectation;
import io.portcullis.kernel.analysis.margin.MarginPlan;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.SignalPlan.Proof;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * At which margins "as before" is shown after a rollback, and what each region needs (analysis
 * 2.10): the finest rung decided within recoveredFor looks at a distance of Lambda + 6 and a tolerance
 * of 1.5, required streams as before a stage. All regions together, where they have to cover and have
 * no rung, are required at their coarsest one; what else cannot be decided is not, unless the service
 * has no signal of regions: then all links are, so that something always has to be shown.
 */
public final class RecoveryMargins {

    private static final double DISTANCE_EXTRA = 6;

    private final Family family;
    private final Set<Region> toRecover;
    private final LevelDispersions overTime;
    private final MarginPlan plan;
    private final List<GroupPreview> previews;

    public RecoveryMargins(AnalysisPlan rollout, Set<Region> toRecover, LooksBefore reference) {
        this.toRecover = toRecover;
        family =
                Family.of(
                        rollout.signals(),
                        StageScope.places(rollout).streams().stream()
                                .filter(key -> touches(key, toRecover))
                                .filter(key ->
                                        rollout.signal(key.signal()).proof() == Proof.REQUIRED)
                                .toList());
        overTime = LevelDispersions.overTime(family, reference, rollout.parameters().dispersion());
        MarginPlan free = plan(rollout.parameters(), reference, Map.of());
        plan = plan(rollout.parameters(), reference, coarsestWhereUndecidable(free));
        previews = plan.previews();
    }

    private static boolean touches(StreamKey key, Set<Region> toRecover) {
        return switch (key.place()) {
            case Region region -> toRecover.contains(region);
            case Link link ->
                    toRecover.contains(link.source()) || toRecover.contains(link.destination());
        };
    }

    private MarginPlan plan(
            AnalysisParameters parameters, LooksBefore reference, Map<Integer, Integer> kept) {
        var expectations = new HashMap<Integer, Expectation>();
        for (int stream = 0; stream < family.streams().size(); stream++) {
            StreamKey key = family.streams().get(stream);
            double exposure = reference.exposurePerLook(key);
            expectations.put(stream, new Expectation(exposure, exposure, reference.rate(key)));
        }
        var setting =
                new MarginPlan.Setting(
                        parameters.recoveredForLooks(),
                        StageMargins.TIMES_TOLERANCE_MIN,
                        DISTANCE_EXTRA,
                        reference.looks() >= AnalysisPlan.LOOKS_BEFORE_MIN,
                        0,
                        kept,
                        parameters);
        return new MarginPlan(family, expectations, overTime.ofGroups(), setting);
    }

    private Map<Integer, Integer> coarsestWhereUndecidable(MarginPlan free) {
        boolean ofRegions =
                family.keys().stream().anyMatch(key -> key.level() == Level.ALL_REGIONS);
        Level last = ofRegions ? Level.ALL_REGIONS : Level.ALL_LINKS;
        var kept = new HashMap<Integer, Integer>();
        for (GroupPreview preview : free.previews()) {
            if (preview.role() instanceof Role.Undecidable && preview.key().level() == last) {
                kept.put(family.indexOf(preview.key()), preview.key().level().coarsestRung());
            }
        }
        return kept;
    }

    /** Dispersions of the places to recover. */
    LevelDispersions overTime() {
        return overTime;
    }

    public Family family() {
        return family;
    }

    public int rung(int group) {
        return plan.rung(group);
    }

    public GroupPreview preview(int group) {
        return previews.get(group);
    }

    /** Streams that tell of a region: its own, links into it, links out of it to regions untouched. */
    public List<Integer> streamsOf(Region region) {
        var streams = new ArrayList<Integer>();
        for (int stream = 0; stream < family.streams().size(); stream++) {
            boolean tells =
                    switch (family.streams().get(stream).place()) {
                        case Region own -> own.equals(region);
                        case Link link ->
                                link.destination().equals(region)
                                        || (link.source().equals(region)
                                                && !toRecover.contains(link.destination()));
                    };
            if (tells) {
                streams.add(stream);
            }
        }
        return streams;
    }

    /** Regions to recover at the ends of a stream. */
    public List<Region> endsToRecover(int stream) {
        return switch (family.streams().get(stream).place()) {
            case Region region -> List.of(region);
            case Link link ->
                    List.of(link.source(), link.destination()).stream()
                            .filter(toRecover::contains)
                            .toList();
        };
    }

    /** The groups that have to pass for a stream: itself, or what covers it and can be decided. */
    public List<Integer> requiredFor(int stream) {
        return switch (preview(stream).role()) {
            case Role.Required _ -> List.of(stream);
            case Role.Covered covered ->
                    covered.by().stream()
                            .map(family::indexOf)
                            .filter(group -> rung(group) >= 0)
                            .toList();
            case Role.Watched _, Role.Undecidable _ -> List.of();
        };
    }

    /** Required sums over all places: they belong to the regions that came back last. */
    public List<Integer> requiredOfAll() {
        var required = new ArrayList<Integer>();
        for (int group = 0; group < previews.size(); group++) {
            Level level = preview(group).key().level();
            boolean all = level == Level.ALL_REGIONS || level == Level.ALL_LINKS;
            if (all && preview(group).role() instanceof Role.Required) {
                required.add(group);
            }
        }
        return required;
    }
}
