package io.portcullis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import io.portcullis.v1.AggregateLevel;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Blame;
import io.portcullis.v1.Certainty;
import io.portcullis.v1.Counts;
import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Margin;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Release;
import io.portcullis.v1.Remaining;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.RunningRelease;
import io.portcullis.v1.StagePreview;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ExplanationsTest {
    private static final double LOG_10 = Math.log(10);
    private static final Pattern EXPECTED = Pattern.compile("E = theta \\(k \\+ nu\\) = ([0-9.]+)");

    @Test
    void explainsAFailOnOnePage() throws IOException {
        GoldenText.assertSame(Explanations.lines(failed().build(), false), "explain-failed");
    }

    @Test
    void explainsARolloutThatIsStillUndecided() throws IOException {
        var answer =
                GetRolloutResponse.newBuilder()
                        .setRollout(rollout(RolloutState.ROLLOUT_STATE_BAKING))
                        .setPreview(
                                StagePreview.newBuilder().setLookLength(Durations.fromSeconds(10)))
                        .setLook(
                                look(40).setLogFailEvidence(0.3)
                                        .addFindings(undecided("us-west", 1881, 14))
                                        .addFindings(undecided("eu-central", 90, 2)));

        GoldenText.assertSame(Explanations.lines(answer.build(), false), "explain-undecided");
    }

    @Test
    void theWorkedLineComesOutAsAReaderWouldComputeIt() {
        String page = String.join("\n", Explanations.lines(failed().build(), false));

        double share = 1000.0 / 12_000;
        double theta = 1.1 * share / (1 + 1.1 * share);
        double expected = theta * (301 + 24 + 1e-4 * 12_000 / 1.1);
        var shown = EXPECTED.matcher(page);
        assertThat(shown.find()).isTrue();
        assertThat(Double.parseDouble(shown.group(1))).isEqualTo(expected, within(0.05));
    }

    @Test
    void whatIsNotKeptAsFindingsIsExplainedFromTheDecision() {
        Finding worst = failed().getLook().getFindings(0);
        var decided =
                failed().setRollout(
                                rollout(RolloutState.ROLLOUT_STATE_ROLLED_BACK).toBuilder()
                                        .setDecision(
                                                Decision.newBuilder()
                                                        .setKind(DecisionKind.DECISION_KIND_ABORT)
                                                        .addReasons(
                                                                Reason.newBuilder()
                                                                        .setType(
                                                                                ReasonType
                                                                                        .REASON_TYPE_RELEASE)
                                                                        .setSignal(
                                                                                worst.getSignal())
                                                                        .setPlace(worst.getPlace())
                                                                        .setCanary(
                                                                                worst.getCanary())
                                                                        .setOld(worst.getOld())
                                                                        .setBlame(worst.getBlame())
                                                                        .setLogEvidence(12)
                                                                        .setLogThreshold(
                                                                                Math.log(125)))))
                        .clearLook()
                        .build();

        assertThat(Explanations.lines(decided, false))
                .anySatisfy(line -> assertThat(line).contains("log10 W = 5.21"))
                .anySatisfy(line -> assertThat(line).contains("301 of 1,000", "surely (0.8 %)"));
    }

    @Test
    void showsTheRestOnDemand() {
        var answer = failed();
        for (int index = 0; index < 15; index++) {
            answer.getLookBuilder()
                    .addFindings(
                            finding(
                                    StagePreviews.region("r" + index),
                                    ArmPair.ARM_PAIR_UNSPECIFIED,
                                    0.0001,
                                    Certainty.CERTAINTY_UNSPECIFIED));
        }

        assertThat(Explanations.lines(answer.build(), false))
                .anySatisfy(line -> assertThat(line).contains("and 8 more"));
        assertThat(Explanations.lines(answer.build(), true))
                .anySatisfy(line -> assertThat(line).contains("requests in r14"));
    }

    @Test
    void saysThatThereIsNothingToExplainYet() {
        var answer =
                GetRolloutResponse.newBuilder()
                        .setRollout(rollout(RolloutState.ROLLOUT_STATE_HELD))
                        .build();

        assertThat(Explanations.lines(answer, false).getLast()).contains("No evidence yet");
    }

    private static GetRolloutResponse.Builder failed() {
        return GetRolloutResponse.newBuilder()
                .setRollout(rollout(RolloutState.ROLLOUT_STATE_ROLLING_BACK))
                .setLook(
                        look(19).setLook(31)
                                .setLogFailEvidence(12)
                                .addFindings(
                                        finding(
                                                StagePreviews.link("eu-central", "us-west"),
                                                ArmPair.ARM_PAIR_NEW_OLD,
                                                0.62,
                                                Certainty.CERTAINTY_SURE))
                                .addFindings(
                                        finding(
                                                StagePreviews.aggregate(
                                                        AggregateLevel.AGGREGATE_LEVEL_SOURCE,
                                                        "eu-central"),
                                                ArmPair.ARM_PAIR_NEW_OLD,
                                                0.27,
                                                Certainty.CERTAINTY_UNSPECIFIED))
                                .addFindings(
                                        finding(
                                                StagePreviews.region("us-west"),
                                                ArmPair.ARM_PAIR_UNSPECIFIED,
                                                0.08,
                                                Certainty.CERTAINTY_LIKELY)));
    }

    private static LookReport.Builder look(int findingsLook) {
        return LookReport.newBuilder()
                .setLook(findingsLook)
                .setFindingsLook(findingsLook)
                .setLogFailThreshold(Math.log(125));
    }

    private static Finding finding(Place place, ArmPair pair, double share, Certainty certainty) {
        double weight = -2 * LOG_10;
        return Finding.newBuilder()
                .setSignal(place.hasRegion() ? "requests" : "track-acquire")
                .setPlace(place)
                .setArmPair(pair)
                .setKind(FindingKind.FINDING_KIND_REGRESSED)
                .setRole(FindingRole.FINDING_ROLE_REQUIRED)
                .setCanary(counts(301, 1000))
                .setOld(counts(24, 12_000))
                .setFirstBadLook(14)
                .setBlame(
                        Blame.newBuilder()
                                .setObserved(301)
                                .setExpected(27.9)
                                .setRiskRatio(149)
                                .setEvidenceShareRatio(share)
                                .setLogWeight(weight)
                                .setLogEvidence(Math.log(share) + 12 - weight)
                                .setCertainty(certainty)
                                .setErrorRatio(
                                        certainty == Certainty.CERTAINTY_LIKELY ? 0.1 : 0.008)
                                .setToleranceRatio(1.1)
                                .setToleranceDifference(1e-4))
                .build();
    }

    private static Finding undecided(String region, double attempts, long looks) {
        return finding(
                        StagePreviews.region(region),
                        ArmPair.ARM_PAIR_UNSPECIFIED,
                        0.4,
                        Certainty.CERTAINTY_UNSPECIFIED)
                .toBuilder()
                .setKind(FindingKind.FINDING_KIND_UNDECIDED)
                .setCanary(counts(2, 1000))
                .setFirstBadLook(0)
                .setBlame(
                        Blame.newBuilder()
                                .setObserved(2)
                                .setExpected(2.27)
                                .setRiskRatio(0.98)
                                .setEvidenceShareRatio(0.4)
                                .setLogWeight(Math.log(0.35))
                                .setLogEvidence(Math.log(0.4) + 0.3 - Math.log(0.35))
                                .setToleranceRatio(1.1)
                                .setToleranceDifference(1e-4))
                .setMargin(Margin.newBuilder().setRatio(3).setDifference(0.001))
                .setRemaining(Remaining.newBuilder().setAttempts(attempts).setLooks(looks))
                .build();
    }

    private static Counts counts(long events, double exposure) {
        return Counts.newBuilder().setEvents(events).setExposure(exposure).build();
    }

    private static Rollout rollout(RolloutState state) {
        return Rollout.newBuilder()
                .setName("rollouts/0198c0de-0000-7000-8000-000000000001")
                .setService("media-server")
                .setRelease(Release.newBuilder().setVersion("1.5.2"))
                .putRunning("us-west", RunningRelease.newBuilder().setVersion("1.5.1").build())
                .setState(state)
                .build();
    }
}
