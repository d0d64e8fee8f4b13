package io.portcullis.app.probe;

import io.portcullis.app.probe.CoverLinks.Covered;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.finding.WaitWords;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.StageCoverage;
import io.portcullis.kernel.relay.coverage.StageCoverage.Pair;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says how many probes on which links would bring the traffic that the stages of a plan are short of,
 * and whether agents make as many.
 */
public final class PreviewCoverage {

    /** Links named one by one in a note. */
    private static final int LINKS_MAX = 6;

    private final CoverLinks cover;

    public PreviewCoverage(CoverLinks cover) {
        this.cover = cover;
    }

    /** For people; none for a service without coverage, or whose links have traffic enough. */
    public List<String> notes(RolloutSpec spec, List<StagePreview> stages) {
        Optional<Covered> covered = cover.find(spec.service().name());
        if (covered.isEmpty()) {
            return List.of();
        }
        var notes = new ArrayList<String>();
        for (StagePreview stage : stages) {
            List<GroupPreview> lacking =
                    stage.groups().stream().filter(PreviewCoverage::isLinkShortOfTraffic).toList();
            if (!lacking.isEmpty()) {
                notes.add(note(spec, stage, lacking, covered.get()));
            }
        }
        return notes;
    }

    private static boolean isLinkShortOfTraffic(GroupPreview group) {
        return group.coverageShort()
                && group.key() instanceof StreamKey stream
                && stream.place() instanceof Link;
    }

    private static String note(
            RolloutSpec spec, StagePreview stage, List<GroupPreview> lacking, Covered covered) {
        SignalName signal = covered.definition().signal();
        List<Need> needs =
                lacking.stream()
                        .filter(it -> it.key().signal().equals(signal))
                        .map(it -> new Need(it, stage.plan().bakeLooks()))
                        .toList();
        var parts = new ArrayList<String>();
        if (!needs.isEmpty()) {
            parts.add(wanted(signal, needs));
            parts.add(made(spec, stage, needs, covered));
            unshown(spec, stage, needs, covered).ifPresent(parts::add);
        }
        var others = new TreeSet<SignalName>();
        lacking.stream()
                .map(it -> it.key().signal())
                .filter(it -> !it.equals(signal))
                .forEach(others::add);
        if (!others.isEmpty()) {
            parts.add(
                    "agents' probes count as %s and bring nothing to links that lack traffic of %s"
                            .formatted(signal, words(others)));
        }
        return "Stage %d \"%s\": %s."
                .formatted(
                        stage.stage(),
                        spec.plan().stage(stage.stage()).name(),
                        String.join("; ", parts));
    }

    private static String wanted(SignalName signal, List<Need> needs) {
        return "%d probes would bring the traffic that %s is short of: %s"
                .formatted(
                        needs.stream().mapToLong(Need::probes).sum(),
                        signal,
                        some(needs.stream().map(it -> it.probes() + " on " + it.words()).toList()));
    }

    private static String made(
            RolloutSpec spec, StagePreview stage, List<Need> needs, Covered covered) {
        var every = covered.definition().every();
        long runs =
                spec.lookLength().multipliedBy(stage.plan().bakeLooks()).toMillis()
                        / every.toMillis();
        long tooFew = needs.stream().filter(it -> it.probes() > runs).count();
        return "agents make %d on each in the bake, one every %s%s"
                .formatted(
                        runs,
                        WaitWords.time(every, 1),
                        tooFew == 0 ? "" : ", which is too few for " + tooFew + " of them");
    }

    /** Before a canary runs, nobody can stand beside it: said all the same, for it must be done. */
    private static Optional<String> unshown(
            RolloutSpec spec, StagePreview stage, List<Need> needs, Covered covered) {
        var missing =
                new TreeSet<>(
                        StageCoverage.of(
                                        covered.plan(),
                                        spec.service().links(),
                                        stage.plan().canaryShares(),
                                        ReleaseIdentity.ofVersion(spec.release().version()),
                                        AnalysisParameters.DEFAULT.coverageAttemptsMin())
                                .missing()
                                .stream()
                                .map(PreviewCoverage::words)
                                .toList());
        List<String> unshown = needs.stream().map(Need::words).filter(missing::contains).toList();
        return unshown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "once the stage is open agents must stand at both ends, as now they do not, of "
                                + some(unshown));
    }

    private static String some(List<String> all) {
        String first = all.stream().limit(LINKS_MAX).collect(Collectors.joining(", "));
        return all.size() <= LINKS_MAX
                ? first
                : first + " and " + (all.size() - LINKS_MAX) + " more";
    }

    private static String words(Set<SignalName> signals) {
        return signals.stream().map(SignalName::value).collect(Collectors.joining(", "));
    }

    private static String words(Pair pair) {
        return words(pair.link(), pair.arms());
    }

    private static String words(Link link, ArmPair arms) {
        return link
                + switch (arms) {
                    case NEW_OLD -> " (new to old)";
                    case OLD_NEW -> " (old to new)";
                    case NEW_NEW -> " (new to new)";
                };
    }

    /** Canary attempts missing on a link in the whole bake. */
    private record Need(GroupPreview group, int bakeLooks) {

        private long probes() {
            return (long) Math.ceil(group.probesPerLook() * bakeLooks);
        }

        /** Where no old arm is left, both ends are new. */
        private String words() {
            var stream = (StreamKey) group.key();
            return PreviewCoverage.words(
                    (Link) stream.place(), stream.pair().orElse(ArmPair.NEW_NEW));
        }
    }
}
