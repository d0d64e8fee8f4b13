package io.portcullis.adapter.grpc;

import io.portcullis.app.LookReport;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.decision.Blame;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.v1.EvidenceGap;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.GapCause;

/** What looks found, in the words of the wire. */
final class WireFindings {

    private WireFindings() {}

    static io.portcullis.v1.LookReport.Builder report(LookReport report) {
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
        return wire;
    }

    private static void findings(LookFindings findings, io.portcullis.v1.LookReport.Builder wire) {
        wire.setLogFailEvidence(findings.release().logTotal())
                .setLogFailThreshold(findings.release().logThreshold())
                .setFindingsLook(findings.lookId())
                .setAttribution(WireTouched.attribution(findings.attribution()));
        findings.groups().forEach(group -> wire.addFindings(finding(group, findings.release())));
    }

    private static Finding finding(GroupFinding group, ReleaseEvidence release) {
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
        group.fail()
                .ifPresent(fail -> {
                    fail(fail, wire);
                    wire.setBlame(WireBlame.blame(Blame.of(group.key(), fail, release)));
                });
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

    static io.portcullis.v1.Margin margin(Margin margin) {
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

    static FindingRole role(Role role) {
        return switch (role) {
            case Role.Required _ -> FindingRole.FINDING_ROLE_REQUIRED;
            case Role.Covered _ -> FindingRole.FINDING_ROLE_COVERED;
            case Role.Watched _ -> FindingRole.FINDING_ROLE_WATCHED;
            case Role.Undecidable _ -> FindingRole.FINDING_ROLE_UNDECIDABLE;
        };
    }

    static EvidenceGap gap(Gap gap) {
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
