package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is fixed at the start of a rollout, before anything was looked at (analysis 2.11).
 *
 * @param regions every region of the service
 * @param links links in scope; both ends are regions of the service
 * @param signals what is judged; names differ
 * @param stages in order, numbered 1, 2, ...; at least one
 * @param looksPlanned T, looks the plan allows with bakes, hold limits, waits and pauses; at least
 *     2
 * @param parameters error probabilities and guards
 */
public record AnalysisPlan(
        SortedSet<Region> regions,
        SortedSet<Link> links,
        List<SignalPlan> signals,
        List<StagePlan> stages,
        int looksPlanned,
        AnalysisParameters parameters) {

    /** H, looks before a stage or rollout that are used; of more, the last ones. */
    public static final int LOOKS_BEFORE_MAX = 360;

    /** With fewer looks before, nothing finer than the coarsest rung is promised. */
    public static final int LOOKS_BEFORE_MIN = 30;

    public AnalysisPlan {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        links = Collections.unmodifiableSortedSet(new TreeSet<>(links));
        signals = List.copyOf(signals);
        stages = List.copyOf(stages);
        requireKnownPlaces(regions, links, stages);
        requireDistinctSignals(signals);
        requireNumbered(stages);
        if (looksPlanned < 2) {
            throw new IllegalArgumentException(
                    "looksPlanned is " + looksPlanned + "; must be >= 2");
        }
    }

    /**
     * The stage of this number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public StagePlan stage(int number) {
        if (number < 1 || number > stages.size()) {
            throw new IllegalArgumentException(
                    "stage is " + number + "; must be 1 to " + stages.size());
        }
        return stages.get(number - 1);
    }

    /**
     * The plan of a signal.
     *
     * @throws IllegalArgumentException when it is not planned
     */
    public SignalPlan signal(SignalName name) {
        return signals.stream()
                .filter(signal -> signal.signal().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("signal " + name + " is not planned"));
    }

    private static void requireKnownPlaces(
            SortedSet<Region> regions, SortedSet<Link> links, List<StagePlan> stages) {
        for (Link link : links) {
            if (!regions.contains(link.source()) || !regions.contains(link.destination())) {
                throw new IllegalArgumentException(
                        "link is " + link + "; both ends must be regions of the service");
            }
        }
        for (StagePlan stage : stages) {
            if (!regions.containsAll(stage.canaryShares().keySet())) {
                throw new IllegalArgumentException(
                        "stage "
                                + stage.number()
                                + " holds canaries in "
                                + stage.canaryShares().keySet()
                                + "; must be regions of the service");
            }
        }
    }

    private static void requireDistinctSignals(List<SignalPlan> signals) {
        var names = new HashSet<>();
        for (SignalPlan signal : signals) {
            if (!names.add(signal.signal())) {
                throw new IllegalArgumentException(
                        "signal " + signal.signal() + " is planned twice; must be once");
            }
        }
    }

    private static void requireNumbered(List<StagePlan> stages) {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages are empty; must be at least one");
        }
        for (int index = 0; index < stages.size(); index++) {
            if (stages.get(index).number() != index + 1) {
                throw new IllegalArgumentException(
                        "stage at position "
                                + (index + 1)
                                + " is number "
                                + stages.get(index).number()
                                + "; must be numbered 1, 2, ...");
            }
        }
    }
}
