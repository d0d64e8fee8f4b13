package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.finding.Coverage;
import io.portcullis.kernel.analysis.finding.Finding;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a look found in a stage, stream by stream and sum by sum. */
final class FindingsReport {

    /** Looks after which the rate seen replaces the rate expected. */
    private static final int RATE_LOOKS_MIN = 18;

    private final ReleaseComparator release;
    private final OpenStage stage;
    private final Set<GroupKey> regressed;
    private final double logThreshold;

    FindingsReport(
            ReleaseComparator release,
            OpenStage stage,
            List<GroupKey> regressed,
            AnalysisParameters parameters) {
        this.release = release;
        this.stage = stage;
        this.regressed = Set.copyOf(regressed);
        logThreshold = -Math.log(parameters.passBeta());
    }

    /**
     * Findings in the order of the preview, then groups of earlier stages whose evidence goes on
     * counting.
     */
    List<GroupFinding> groups() {
        var findings = new ArrayList<GroupFinding>();
        StageMargins margins = stage.margins();
        margins.releasePreviews().forEach(preview -> findings.add(againstOld(preview)));
        margins.timesPreviews().forEach(preview -> findings.add(againstBefore(preview)));
        margins.watchedPreviews().forEach(preview -> findings.add(watched(preview)));
        Set<GroupKey> said = findings.stream().map(GroupFinding::key).collect(Collectors.toSet());
        Family family = release.family();
        for (int group = 0; group < family.keys().size(); group++) {
            GroupKey key = family.keys().get(group);
            if (!said.contains(key) && release.firstCanaryLook(group) > 0) {
                findings.add(outOfScope(key, group));
            }
        }
        return findings;
    }

    private boolean isReleaseInScope(GroupKey key) {
        int group = release.family().indexOf(key);
        return group >= 0 && stage.margins().release().inScope(group);
    }

    /** Canary against the old arm. */
    private GroupFinding againstOld(GroupPreview preview) {
        GroupKey key = preview.key();
        int group = release.family().indexOf(key);
        Window window = release.sinceStage(group);
        Optional<PassEvidence> pass = pass(release.pass(), group, preview, window);
        return new GroupFinding(
                key,
                finding(key, pass, window),
                preview.role(),
                window,
                Optional.of(release.failEvidence(group)),
                pass,
                stage.coverage(key),
                release.health(group));
    }

    /** All arms against the looks before the rollout, where no old arm is left. */
    private GroupFinding againstBefore(GroupPreview preview) {
        GroupKey key = preview.key();
        TimesComparison times = stage.times();
        int group = times.family().indexOf(key);
        Window window = times.sinceStage(group);
        Optional<PassEvidence> pass = pass(times.pass(), group, preview, window);
        int earlier = isReleaseInScope(key) ? -1 : release.family().indexOf(key);
        return new GroupFinding(
                key,
                finding(key, pass, window),
                preview.role(),
                window,
                earlier < 0 ? Optional.empty() : Optional.of(release.failEvidence(earlier)),
                pass,
                stage.coverage(key),
                times.health(group));
    }

    /** An arm pair whose PASS is not asked: its coverage, and evidence against it if there is any. */
    private GroupFinding watched(GroupPreview preview) {
        GroupKey key = preview.key();
        Coverage coverage = stage.coverage(key);
        int group = release.family().indexOf(key);
        boolean live = group >= 0 && release.isLive(group);
        Window window = live ? release.sinceStage(group) : new Window(coverage.attempts(), 0, 0, 0);
        return new GroupFinding(
                key,
                finding(key, Optional.empty(), window),
                preview.role(),
                window,
                group < 0 ? Optional.empty() : Optional.of(release.failEvidence(group)),
                Optional.empty(),
                coverage,
                live ? release.health(group) : OldArmHealth.HEALTHY);
    }

    private GroupFinding outOfScope(GroupKey key, int group) {
        Window window = release.sinceStage(group);
        return new GroupFinding(
                key,
                finding(key, Optional.empty(), window),
                new Role.Watched(),
                window,
                Optional.of(release.failEvidence(group)),
                Optional.empty(),
                stage.coverage(key),
                OldArmHealth.HEALTHY);
    }

    private Finding finding(GroupKey key, Optional<PassEvidence> pass, Window window) {
        if (regressed.contains(key)) {
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
