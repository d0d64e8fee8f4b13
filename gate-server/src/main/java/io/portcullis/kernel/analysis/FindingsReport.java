package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.finding.Coverage;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.Finding;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what a look found in a stage, stream by stream and sum by sum. Where each group is to be found
 * is looked up once, when the stage opens.
 */
final class FindingsReport {

    /** Looks after which the rate seen replaces the rate expected. */
    private static final int RATE_LOOKS_MIN = 18;

    private static final int NONE = -1;

    private final ReleaseComparator release;
    private final OpenStage stage;
    private final double logThreshold;
    private final List<Line> againstOld;
    private final List<Line> againstBefore;
    private final List<Line> watched;
    private final List<Line> others;

    /**
     * A group of the report.
     *
     * @param release its position in the release comparator; -1 when it has none to show
     * @param times its position in the comparison with the looks before; -1 for none
     * @param covered its position among those coverage is asked of; -1 for none
     */
    private record Line(
            GroupKey key, Role role, GroupPreview preview, int release, int times, int covered) {}

    FindingsReport(ReleaseComparator release, OpenStage stage) {
        this.release = release;
        this.stage = stage;
        StageMargins margins = stage.margins();
        logThreshold = -Math.log(margins.scope().plan().parameters().passBeta());
        againstOld = lines(margins.releasePreviews(), this::position);
        againstBefore = lines(margins.timesPreviews(), this::positionWhereJudgedBefore);
        watched = lines(margins.watchedPreviews(), this::position);
        others = lines(others(), this::position);
    }

    private List<Line> lines(List<GroupPreview> previews, ToIntFunction<GroupKey> position) {
        return previews.stream()
                .map(preview ->
                        new Line(
                                preview.key(),
                                preview.role(),
                                preview,
                                position.applyAsInt(preview.key()),
                                stage.times().family().indexOf(preview.key()),
                                stage.position(preview.key())))
                .toList();
    }

    private int position(GroupKey key) {
        return release.family().indexOf(key);
    }

    /** A sum may be judged against the old arm as well, in a line of its own. */
    private int positionWhereJudgedBefore(GroupKey key) {
        int group = position(key);
        return group >= 0 && stage.margins().release().inScope(group) ? NONE : group;
    }

    /** Groups of other stages: they are shown when their evidence counts. */
    private List<GroupPreview> others() {
        Set<GroupKey> said =
                Stream.of(againstOld, againstBefore, watched)
                        .flatMap(List::stream)
                        .map(Line::key)
                        .collect(Collectors.toSet());
        return release.family().keys().stream()
                .filter(key -> !said.contains(key))
                .map(key ->
                        new GroupPreview(
                                key,
                                new Role.Watched(),
                                NONE,
                                Optional.empty(),
                                Double.POSITIVE_INFINITY,
                                0,
                                0,
                                0))
                .toList();
    }

    /**
     * Findings in the order of the preview, then groups of earlier stages whose evidence goes on
     * counting.
     */
    List<GroupFinding> groups(Set<GroupKey> regressed) {
        var findings = new ArrayList<GroupFinding>(againstOld.size() + watched.size());
        for (Line line : againstOld) {
            findings.add(againstOld(line, regressed));
        }
        for (Line line : againstBefore) {
            findings.add(againstBefore(line, regressed));
        }
        for (Line line : watched) {
            findings.add(watched(line, regressed));
        }
        for (Line line : others) {
            if (release.firstCanaryLook(line.release()) > 0) {
                findings.add(outOfScope(line, regressed));
            }
        }
        return findings;
    }

    /** Canary against the old arm. */
    private GroupFinding againstOld(Line line, Set<GroupKey> regressed) {
        Window window = release.sinceStage(line.release());
        Optional<PassEvidence> pass = pass(release.pass(), line.release(), line.preview(), window);
        return new GroupFinding(
                line.key(),
                finding(line.key(), regressed, pass, window),
                line.role(),
                window,
                Optional.of(release.failEvidence(line.release())),
                pass,
                stage.coverage(line.covered()),
                release.health(line.release(), window));
    }

    /** All arms against the looks before the rollout, where no old arm is left. */
    private GroupFinding againstBefore(Line line, Set<GroupKey> regressed) {
        TimesComparison times = stage.times();
        Window window = times.compared(line.times());
        Optional<PassEvidence> pass = pass(times.pass(), line.times(), line.preview(), window);
        return new GroupFinding(
                line.key(),
                finding(line.key(), regressed, pass, window),
                line.role(),
                window,
                failEvidence(line),
                pass,
                stage.coverage(line.covered()),
                times.health(line.times()));
    }

    /** An arm pair whose PASS is not asked: its coverage, and evidence against it if there is any. */
    private GroupFinding watched(Line line, Set<GroupKey> regressed) {
        Coverage coverage = stage.coverage(line.covered());
        boolean live = line.release() >= 0 && release.isLive(line.release());
        Window window =
                live
                        ? release.sinceStage(line.release())
                        : new Window(coverage.attempts(), 0, 0, 0);
        return new GroupFinding(
                line.key(),
                finding(line.key(), regressed, Optional.empty(), window),
                line.role(),
                window,
                failEvidence(line),
                Optional.empty(),
                coverage,
                live ? release.health(line.release(), window) : OldArmHealth.HEALTHY);
    }

    private GroupFinding outOfScope(Line line, Set<GroupKey> regressed) {
        Window window = release.sinceStage(line.release());
        return new GroupFinding(
                line.key(),
                finding(line.key(), regressed, Optional.empty(), window),
                line.role(),
                window,
                failEvidence(line),
                Optional.empty(),
                stage.coverage(line.covered()),
                OldArmHealth.HEALTHY);
    }

    private Optional<FailEvidence> failEvidence(Line line) {
        return line.release() < 0
                ? Optional.empty()
                : Optional.of(release.failEvidence(line.release()));
    }

    private static Finding finding(
            GroupKey key, Set<GroupKey> regressed, Optional<PassEvidence> pass, Window window) {
        if (!regressed.isEmpty() && regressed.contains(key)) {
            return Finding.REGRESSED;
        }
        if (pass.filter(PassEvidence::passes).isPresent()) {
            return Finding.EQUIVALENT;
        }
        return window.canaryExposure() > 0 ? Finding.UNDECIDED : Finding.MISSING;
    }

    private Optional<PassEvidence> pass(
            PassTest test, int group, GroupPreview preview, Window window) {
        Margin margin = test.margin(group);
        if (margin == null) {
            return Optional.empty();
        }
        return Optional.of(
                PassEvidence.of(
                        margin,
                        test.logGroup(group),
                        logThreshold,
                        preview,
                        rateSeen(preview, window)));
    }

    /** Canary traffic seen over traffic expected: 1 until enough looks were made. */
    private double rateSeen(GroupPreview preview, Window window) {
        if (stage.looks() < RATE_LOOKS_MIN || preview.canaryExposurePerLook() == 0) {
            return 1;
        }
        return window.canaryExposure() / stage.looks() / preview.canaryExposurePerLook();
    }
}
