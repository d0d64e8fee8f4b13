package io.portcullis.adapter.grpc;

import io.portcullis.app.LookReport;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.v1.EvidenceGap;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.GapCause;
import io.portcullis.v1.StreamPreview;

/** What looks found and stages will be able to decide, in the words of the wire. */
final class WireFindings {

    private WireFindings() {}

    static io.portcullis.v1.LookReport report(LookReport report) {
        var at = WireValues.timestamp(report.evidence().at());
        var decision =
                WireDecisions.decision(report.decision()).toBuilder()
                        .setLook(report.look())
                        .setDecideTime(at);
        var wire =
                io.portcullis.v1.LookReport.newBuilder()
                        .setLook(report.look())
                        .setLookTime(at)
                        .setStage(report.decision().stage())
                        .setDecision(decision)
                        .setStageLooks(report.looksOpen())
                        .setBakeLooks(report.bakeLooks());
        report.evidence().gaps().forEach(gap -> wire.addGaps(gap(gap)));
        report.evidence()
                .unknownArms()
                .forEach((region, exposure) -> wire.putUnknownArmExposure(region.name(), exposure));
        var findings = report.findings();
        if (findings != null) {
            findings(findings, wire);
        }
        return wire.build();
    }

    private static void findings(LookFindings findings, io.portcullis.v1.LookReport.Builder wire) {
        wire.setLogFailEvidence(findings.release().logTotal())
                .setLogFailThreshold(findings.release().logThreshold());
        findings.groups().forEach(group -> wire.addFindings(finding(group)));
    }

    private static Finding finding(GroupFinding group) {
        var counts = group.sinceStage();
        var wire =
                Finding.newBuilder()
                        .setSignal(group.key().signal().value())
                        .setPlace(WireValues.place(group.key()))
                        .setKind(kind(group.finding()))
                        .setRole(role(group.role()))
                        .setCanary(
                                WireValues.counts(counts.canaryExposure(), counts.canaryEvents()))
                        .setOld(WireValues.counts(counts.oldExposure(), counts.oldEvents()))
                        .setOldUnhealthy(group.oldArm() != OldArmHealth.HEALTHY);
        group.key().pair().ifPresent(pair -> wire.setArmPair(WireValues.armPair(pair)));
        group.fail().ifPresent(fail -> fail(fail, wire));
        group.pass().ifPresent(pass -> pass(pass, wire));
        if (group.pass().isEmpty() && !group.coverage().met()) {
            double missing = group.coverage().attemptsMin() - group.coverage().attempts();
            wire.setRemaining(WireDecisions.remaining(missing, group.coverage().looksNeeded()));
        }
        return wire.build();
    }

    private static void fail(FailEvidence fail, Finding.Builder wire) {
        wire.setLogFailEvidence(fail.logValue()).setLogWeight(Math.log(fail.weight()));
        fail.ratio().ifPresent(wire::setRiskRatio);
        fail.firstBadLook().ifPresent(wire::setFirstBadLook);
    }

    private static void pass(PassEvidence pass, Finding.Builder wire) {
        wire.setLogPassEvidence(pass.logValue())
                .setLogPassThreshold(pass.logThreshold())
                .setMargin(margin(pass.margin()));
        if (!pass.passes()) {
            wire.setRemaining(WireDecisions.remaining(pass.attemptsNeeded(), pass.looksNeeded()));
        }
    }

    static io.portcullis.v1.StagePreview preview(StagePreview preview) {
        var wire =
                io.portcullis.v1.StagePreview.newBuilder()
                        .setStage(preview.stage())
                        .setLooksBefore(preview.looksBefore());
        preview.groups().forEach(group -> wire.addStreams(stream(group)));
        return wire.build();
    }

    private static StreamPreview stream(GroupPreview group) {
        var wire =
                StreamPreview.newBuilder()
                        .setSignal(group.key().signal().value())
                        .setPlace(WireValues.place(group.key()))
                        .setRole(role(group.role()))
                        .setLooksNeeded(group.looksExpected())
                        .setCoverageShort(group.coverageShort());
        group.key().pair().ifPresent(pair -> wire.setArmPair(WireValues.armPair(pair)));
        group.margin().ifPresent(margin -> wire.setMargin(margin(margin)));
        switch (group.role()) {
            case Role.Covered(var by) ->
                    by.forEach(aggregate -> wire.addCoveredBy(WireValues.place(aggregate)));
            case Role.Undecidable(double factor) -> wire.setRemedy(remedy(group, factor));
            case Role.Required _, Role.Watched _ -> {}
        }
        return wire.build();
    }

    private static String remedy(GroupPreview group, double factor) {
        String bake =
                Double.isFinite(factor)
                        ? "a bake or canary share %.1f times as large".formatted(factor)
                        : "more traffic than the canary can get";
        return group.coverageShort()
                ? "%s, or %.1f probes a look".formatted(bake, group.probesPerLook())
                : bake;
    }

    private static io.portcullis.v1.Margin margin(Margin margin) {
        return io.portcullis.v1.Margin.newBuilder()
                .setRatio(margin.ratio())
                .setDifference(margin.excess())
                .build();
    }

    private static FindingKind kind(io.portcullis.kernel.analysis.finding.Finding finding) {
        return switch (finding) {
            case REGRESSED -> FindingKind.FINDING_KIND_REGRESSED;
            case EQUIVALENT -> FindingKind.FINDING_KIND_EQUIVALENT;
            case UNDECIDED -> FindingKind.FINDING_KIND_UNDECIDED;
            case MISSING -> FindingKind.FINDING_KIND_MISSING;
        };
    }

    private static FindingRole role(Role role) {
        return switch (role) {
            case Role.Required _ -> FindingRole.FINDING_ROLE_REQUIRED;
            case Role.Covered _ -> FindingRole.FINDING_ROLE_COVERED;
            case Role.Watched _ -> FindingRole.FINDING_ROLE_WATCHED;
            case Role.Undecidable _ -> FindingRole.FINDING_ROLE_UNDECIDABLE;
        };
    }

    private static EvidenceGap gap(Gap gap) {
        return EvidenceGap.newBuilder()
                .setRegion(gap.region().name())
                .setDetail(gap.detail())
                .setCause(
                        switch (gap.cause()) {
                            case UNREACHABLE -> GapCause.GAP_CAUSE_UNREACHABLE;
                            case PARTIAL -> GapCause.GAP_CAUSE_PARTIAL;
                            case STALE -> GapCause.GAP_CAUSE_STALE;
                            case CLOCK_SKEW -> GapCause.GAP_CAUSE_CLOCK_SKEW;
                            case SERIES_ABSENT -> GapCause.GAP_CAUSE_SERIES_ABSENT;
                            case TARGETS_MISSING -> GapCause.GAP_CAUSE_TARGETS_MISSING;
                        })
                .build();
    }
}
