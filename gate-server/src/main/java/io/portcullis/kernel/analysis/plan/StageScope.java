package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a stage's canary shares mean for streams (analysis 2.11, semantics 2): a stream is live while
 * both its sides have traffic; a place with an end wholly on the new version has no old arm left and
 * is judged with all arms together against the looks before the rollout.
 */
public record StageScope(AnalysisPlan plan, StagePlan stage) {

    /** Streams of the whole plan's family: those live at some stage. */
    public static Family family(AnalysisPlan plan) {
        return streams(
                plan,
                key ->
                        plan.stages().stream()
                                .anyMatch(stage -> new StageScope(plan, stage).isLive(key)));
    }

    /** Every signal at every place of the plan, all arms together. */
    public static Family places(AnalysisPlan plan) {
        var keys = new ArrayList<StreamKey>();
        for (SignalPlan signal : plan.signals()) {
            Collection<? extends Place> places =
                    switch (signal.kind()) {
                        case REGION -> plan.regions();
                        case LINK -> plan.links();
                    };
            places.forEach(
                    place -> keys.add(new StreamKey(signal.signal(), place, Optional.empty())));
        }
        return Family.of(plan.signals(), keys);
    }

    /** Places with a canary and without an old arm at this stage; pairs are empty. */
    public Family withoutOldArm() {
        return Family.of(
                plan.signals(),
                places(plan).streams().stream()
                        .filter(key -> !hasOldArm(key.place()) && asksProof(key))
                        .toList());
    }

    /** Regions, links and arm pairs the canary takes part in: coverage is asked of each. */
    public List<StreamKey> covered() {
        return streams(plan, this::hasCanary).streams();
    }

    /** Whether PASS, coverage and a healthy old arm are asked of a stream. */
    public boolean asksProof(StreamKey key) {
        return plan.signal(key.signal()).proof() == SignalPlan.Proof.REQUIRED;
    }

    /** Whether both the canary and the old arm of a stream have traffic. */
    public boolean isLive(StreamKey key) {
        return hasCanary(key) && hasOldArm(key.place());
    }

    /** Part of a place's traffic on the canary side of a stream. */
    public double canaryShare(StreamKey key) {
        return switch (key.place()) {
            case Region region -> share(region);
            case Link link -> {
                double source = share(link.source());
                double destination = share(link.destination());
                yield switch (key.pair().orElseThrow()) {
                    case NEW_OLD -> source * (1 - destination);
                    case OLD_NEW -> (1 - source) * destination;
                    case NEW_NEW -> source * destination;
                };
            }
        };
    }

    /** Part of a place's traffic on the old version alone. */
    public double oldShare(Place place) {
        return switch (place) {
            case Region region -> 1 - share(region);
            case Link link -> (1 - share(link.source())) * (1 - share(link.destination()));
        };
    }

    /** Whether a stream has the same shares at another stage, so that its E may go on. */
    public boolean sameShares(StageScope other, Place place) {
        return switch (place) {
            case Region region -> share(region) == other.share(region);
            case Link link ->
                    share(link.source()) == other.share(link.source())
                            && share(link.destination()) == other.share(link.destination());
        };
    }

    private boolean hasCanary(StreamKey key) {
        return canaryShare(key) > 0;
    }

    private boolean hasOldArm(Place place) {
        return oldShare(place) > 0;
    }

    private double share(Region region) {
        return stage.canaryShare(region);
    }

    private static Family streams(AnalysisPlan plan, Predicate<StreamKey> belongs) {
        var keys = new ArrayList<StreamKey>();
        for (SignalPlan signal : plan.signals()) {
            switch (signal.kind()) {
                case REGION ->
                        plan.regions().forEach(it -> keys.add(key(signal, it, Optional.empty())));
                case LINK -> {
                    for (Link link : plan.links()) {
                        for (ArmPair pair : ArmPair.values()) {
                            keys.add(key(signal, link, Optional.of(pair)));
                        }
                    }
                }
            }
        }
        return Family.of(plan.signals(), keys.stream().filter(belongs).toList());
    }

    private static StreamKey key(SignalPlan signal, Place place, Optional<ArmPair> pair) {
        return new StreamKey(signal.signal(), place, pair);
    }
}
