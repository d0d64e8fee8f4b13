package io.portcullis.adapter.grpc;

import io.portcullis.app.replay.ReplayReport;
import io.portcullis.app.replay.Watcher;
import io.portcullis.kernel.analysis.history.LevelDispersion;
import io.portcullis.v1.BadReport;
import io.portcullis.v1.FalseAlarm;
import io.portcullis.v1.HealthyReport;
import io.portcullis.v1.HeldFor;
import io.portcullis.v1.LevelHistory;
import io.portcullis.v1.ReplayProgress;
import io.portcullis.v1.SignalHistory;

/** Replays in the words of the wire. */
final class WireReplay {

    private WireReplay() {}

    static ReplayProgress progress(Watcher.Progress progress) {
        return ReplayProgress.newBuilder()
                .setPart(progress.part())
                .setLooks(progress.looks())
                .setLooksTotal(progress.looksTotal())
                .setIntervalsDone(progress.intervalsDone())
                .setLookTime(WireValues.timestamp(progress.at()))
                .setGaps(progress.gaps())
                .build();
    }

    static io.portcullis.v1.ReplayReport report(ReplayReport report) {
        var wire = io.portcullis.v1.ReplayReport.newBuilder().addAllNotes(report.notes());
        var healthy = report.healthy();
        if (healthy != null) {
            wire.setHealthy(healthy(healthy));
        }
        report.bad().forEach(bad -> wire.addBad(bad(bad)));
        return wire.build();
    }

    private static HealthyReport healthy(ReplayReport.Healthy healthy) {
        var ends = healthy.ends();
        var wire =
                HealthyReport.newBuilder()
                        .setFromTime(WireValues.timestamp(healthy.from()))
                        .setToTime(WireValues.timestamp(healthy.to()))
                        .setIntervals(healthy.intervals())
                        .setIntervalsApart(healthy.intervalsApart())
                        .setLooksEach(healthy.looksEach())
                        .setAborted(ends.aborted())
                        .setPassed(ends.passed())
                        .setHeld(ends.held())
                        .setAbortRatioLow(ends.limits().low())
                        .setAbortRatioHigh(ends.limits().high())
                        .setAbortRatioPromised(ends.promisedRatio())
                        .setLogEvidenceMedian(healthy.evidence().median())
                        .setLogEvidenceP99(healthy.evidence().p99())
                        .setLogEvidenceMax(healthy.evidence().max())
                        .setLogThreshold(healthy.logThreshold());
        ends.alarms()
                .forEach(alarm ->
                        wire.addAlarms(
                                FalseAlarm.newBuilder()
                                        .setStartTime(WireValues.timestamp(alarm.start()))
                                        .setDecision(WireDecisions.decision(alarm.decision()))));
        ends.heldFor()
                .forEach(held ->
                        wire.addHeldFor(
                                HeldFor.newBuilder()
                                        .setType(WireDecisions.type(held.type()))
                                        .setIntervals(held.intervals())
                                        .setExample(held.example())));
        healthy.levels().forEach(level -> wire.addLevels(level(level)));
        healthy.signals().forEach(signal -> wire.addSignals(signal(signal)));
        return wire.build();
    }

    private static LevelHistory level(LevelDispersion level) {
        return LevelHistory.newBuilder()
                .setSignal(level.signal().value())
                .setLevel(level.level().name())
                .setClustering(level.median().clustering())
                .setClusteringP90(level.p90().clustering())
                .setVariationSquared(level.median().variationSquared())
                .setVariationSquaredP90(level.p90().variationSquared())
                .setIntervals(level.intervals())
                .build();
    }

    private static SignalHistory signal(ReplayReport.SignalAdvice advice) {
        var difference = advice.difference();
        return SignalHistory.newBuilder()
                .setSignal(difference.signal().value())
                .setLastingDeviation(difference.lasting())
                .setWanderDeviation(difference.wander())
                .setComparisons(difference.comparisons())
                .setTolerance(advice.tolerance())
                .setToleranceAdvised(difference.toleranceAdvised())
                .build();
    }

    private static BadReport bad(ReplayReport.Bad bad) {
        var wire =
                BadReport.newBuilder()
                        .setFromTime(WireValues.timestamp(bad.asked().from()))
                        .setToTime(WireValues.timestamp(bad.asked().to()))
                        .setNewVersion(bad.asked().newVersion())
                        .setOldVersion(bad.asked().oldVersion())
                        .setDecision(WireDecisions.decision(bad.decision()))
                        .setLooks(bad.looks())
                        .setLooksBefore(bad.looksBefore())
                        .setLogEvidenceMax(bad.logEvidenceMax())
                        .setLogThreshold(bad.logThreshold())
                        .setCanaryExposure(bad.canaryExposure());
        var after = bad.after();
        if (after != null) {
            wire.setAfter(WireValues.duration(after));
        }
        var earlier = bad.earlier();
        if (earlier != null) {
            wire.setEarlier(WireValues.duration(earlier));
        }
        bad.unknown().forEach((region, more) -> wire.putUnknownArmExposure(region.name(), more));
        bad.gaps().forEach(gap -> wire.addGaps(WireFindings.gap(gap)));
        return wire.build();
    }
}
