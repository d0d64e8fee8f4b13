package io.portcullis.kernel.analysis;

import static io.portcullis.kernel.analysis.SmallWorld.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan.Proof;
import io.portcullis.kernel.analysis.plan.SignalPlan.Worse;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a signal's plan says of direction and proof. */
final class SignalRulesTest {

    private static final double RATE = 0.002;
    private static final SignalName TRAFFIC = new SignalName("traffic");
    private static final StreamKey TRAFFIC_A = new StreamKey(TRAFFIC, A, Optional.empty());

    /** Requests a server-second of the old version. */
    private static final int USUAL = 50;

    private final SmallWorld world = new SmallWorld(17, 4000, 400);

    @Test
    void aCanaryThatServesATenthOfTheTrafficFails() {
        LookFindings findings = play(40, USUAL, 5);

        assertThat(findings.release().failed()).isTrue();
        GroupFinding traffic = findings.group(TRAFFIC_A).orElseThrow();
        assertThat(traffic.sinceStage().canaryEvents())
                .isLessThan(traffic.sinceStage().oldEvents());
        assertThat(findings.release().regressed()).contains(TRAFFIC_A);
    }

    @Test
    void aCanaryThatServesNothingFails() {
        assertThat(play(40, USUAL, 0).release().failed()).isTrue();
    }

    @Test
    void aCanaryThatServesMoreDoesNotFail() {
        assertThat(play(40, USUAL, 10 * USUAL).release().failed()).isFalse();
    }

    @Test
    void aSignalWithoutProofHoldsNobodyUp() {
        LookFindings findings = play(40, 40 * USUAL, 40 * USUAL);

        assertThat(findings.allPass()).isTrue();
        assertThat(findings.uncovered()).isEmpty();
        assertThat(findings.oldArmBlocked()).isEmpty();
        assertThat(findings.group(TRAFFIC_A)).isPresent();
    }

    private LookFindings play(int looks, int oldTraffic, int canaryTraffic) {
        var signals = new ArrayList<>(SmallWorld.signals());
        signals.add(
                new SignalPlan(
                        TRAFFIC,
                        SignalPlan.Kind.REGION,
                        0.1,
                        1.5,
                        1,
                        Worse.FEWER,
                        Proof.WAIVED,
                        SignalPlan.Persistence.ANEW));
        AnalysisPlan plan = SmallWorld.plan(signals, new double[] {0.5, 0, 0});
        var before = new ArrayList<LookEvidence>();
        for (LookEvidence look : world.old(RATE, 60)) {
            before.add(with(look, USUAL, Optional.empty()));
        }
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        analysis.openStage(1, before);
        for (int look = 1; look <= looks; look++) {
            analysis.look(
                    look,
                    with(
                            world.look(plan.stage(1), RATE, RATE),
                            oldTraffic,
                            Optional.of(canaryTraffic)));
        }
        return analysis.findings();
    }

    /** Ten servers of the old version and one canary, ten seconds each. */
    private static LookEvidence with(LookEvidence look, int old, Optional<Integer> canary) {
        var counts = new HashMap<>(look.counts());
        counts.put(traffic(Arm.STABLE), new Counts(100, 100L * old));
        canary.ifPresent(rate -> counts.put(traffic(Arm.CANARY), new Counts(10, 10L * rate)));
        return new LookEvidence(look.at(), counts, List.of(), look.unknownArms());
    }

    private static Cell traffic(Arm arm) {
        return new Cell.InRegion(TRAFFIC, A, arm);
    }
}
