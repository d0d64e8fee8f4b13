package io.portcullis.kernel.relay.isolation;

import static io.portcullis.kernel.relay.isolation.MeshSeen.FOUR;
import static io.portcullis.kernel.relay.isolation.MeshSeen.FRANCE;
import static io.portcullis.kernel.relay.isolation.MeshSeen.GERMANY;
import static io.portcullis.kernel.relay.isolation.MeshSeen.US_EAST;
import static io.portcullis.kernel.relay.isolation.MeshSeen.US_WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Side.Direction;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Claim.Says;
import io.portcullis.kernel.relay.isolation.seen.Proof.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Hysteresis, latch, directions, withdrawals and advice over several looks of 10 s. */
final class IsolationStepTest {

    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);

    private IsolationStep last = new IsolationStep(IsolationState.NONE, List.of());
    private Instant now = START;

    @Test
    void nothingIsWrongWithAHealthyMesh() {
        look(1, it -> it);

        assertThat(last.findings()).allMatch(it -> it.verdict() == Verdict.NONE);
        assertThat(last.findings()).hasSize(4 * 2 + 12 + 4);
    }

    @Test
    void briefMomentIsNotHeld() {
        look(3, it -> it);

        look(2, it -> it.cutFromPeers(US_EAST).cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inbound(US_EAST).text())
                .startsWith("ISOLATED_TRUE (2 of 3 looks): Cannot reach it: 3 of 3 peers");
        look(1, it -> it);
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void trueIsolationIsEnteredAfterThreeLooksAndLeftAfterSix() {
        look(3, it -> it.cutFromPeers(US_EAST).cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.ISOLATED_TRUE);
        assertThat(inbound(US_EAST).advice()).isEqualTo(Advice.BE_OFFLINE);
        assertThat(inbound(US_EAST).since()).isEqualTo(START.plus(LOOK));

        look(5, it -> it.says(US_EAST, Says.CONNECTED));
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.ISOLATED_TRUE);
        look(1, it -> it.says(US_EAST, Says.CONNECTED));
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void oneAttemptSeenThriceIsOneAttempt() {
        var once = START.plus(LOOK);
        for (int i = 0; i < 3; i++) {
            now = now.plus(LOOK);
            var seen = new MeshSeen(FOUR, once).cutFromPeers(US_EAST);
            seen.says(US_EAST, Says.ISOLATED).cutFromUsers(US_EAST);
            last = IsolationStep.of(last.state(), seen.inputs(), IsolationLimits.DEFAULT, now);
        }

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void regionThatSaysSoWhilePeersReachItIsSuspected() {
        look(3, it -> it.cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.SUSPECTED_FALSE_ISOLATION);
        assertThat(inbound(US_EAST).text())
                .isEqualTo(
                        "Cannot reach it: 0 of 3 peers, 3 of 3 networks outside (net-a, net-b,"
                                + " net-c); it says it is isolated. Keep it serving or"
                                + " restore it; do not drain it.");
    }

    @Test
    void freshClaimOfIsolationCountsWhoeverSaysOtherwiseSince() {
        look(
                3,
                it -> {
                    it.seenAt(now.minusSeconds(12)).says(US_EAST, Says.ISOLATED);
                    return it.seenAt(now).says(US_EAST, Says.CONNECTED);
                });
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.SUSPECTED_FALSE_ISOLATION);

        look(
                6,
                it -> {
                    it.seenAt(now.minusSeconds(46)).says(US_EAST, Says.ISOLATED);
                    return it.seenAt(now.minusSeconds(5)).says(US_EAST, Says.CONNECTED);
                });
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void offlineRegionThatCanBeReachedIsLatchedAfterAMinute() {
        look(3, it -> it.cutFromPeers(US_EAST).cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));
        look(7, it -> it.cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));
        assertThat(latch(US_EAST).verdict()).isEqualTo(Verdict.NONE);

        look(1, it -> it.cutFromUsers(US_EAST).says(US_EAST, Says.ISOLATED));

        assertThat(latch(US_EAST).verdict()).isEqualTo(Verdict.SUSPECTED_FALSE_ISOLATION);
        assertThat(latch(US_EAST).text()).contains("us-east can be reached for 70 s");
        look(1, it -> it.says(US_EAST, Says.CONNECTED));
        assertThat(latch(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void directionsAreJudgedApart() {
        look(3, it -> it.allSayConnected().cutToPeers(US_EAST));

        assertThat(of(US_EAST, Direction.OUTBOUND).verdict())
                .isEqualTo(Verdict.PARTITION_UNNOTICED);
        assertThat(of(US_EAST, Direction.OUTBOUND).text())
                .startsWith("It cannot reach: 3 of 3 peers (france, germany, us-west)");
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
        assertThat(inbound(GERMANY).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void pairThatFailsAloneIsADegradedLinkInItsDirection() {
        look(3, it -> it.allSayConnected().relay(GERMANY, FRANCE, Outcome.FAILED));

        assertThat(link(GERMANY, FRANCE)).isEqualTo(Verdict.LINK_DEGRADED);
        assertThat(link(FRANCE, GERMANY)).isEqualTo(Verdict.NONE);
        assertThat(inbound(FRANCE).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void networkCountsOnceHoweverManyVantagePointsItHas() {
        look(
                3,
                it -> {
                    it.allSayConnected().edge(US_EAST, "net-a", Outcome.FAILED);
                    for (int i = 0; i < 9; i++) {
                        it.edgeFrom(US_EAST, "more-" + i, "net-a", Outcome.FAILED);
                    }
                    return it.edge(US_EAST, "net-d", Outcome.REACHED);
                });

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void twoRegionsHaveNoQuorum() {
        var two = List.of(US_EAST, US_WEST);
        for (int i = 0; i < 5; i++) {
            now = now.plus(LOOK);
            var seen = MeshSeen.healthy(two, now).cutFromPeers(US_EAST).cutFromUsers(US_EAST);
            seen.says(US_EAST, Says.ISOLATED);
            last = IsolationStep.of(last.state(), seen.inputs(), IsolationLimits.DEFAULT, now);
        }

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inbound(US_EAST).watch()).isEqualTo(Finding.Watch.ENOUGH);
        assertThat(inbound(US_WEST).watch()).isEqualTo(Finding.Watch.TOO_FEW);
    }

    @Test
    void claimantThatFellSilentIsUnknownNotIsolated() {
        look(4, it -> it.claimant(US_EAST).cutFromPeers(US_EAST).cutFromUsers(US_EAST));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(inbound(US_EAST).text()).contains("silence is not isolation");
    }

    @Test
    void withdrawnRegionIsNamedBySessionsAndAProofOfLife() {
        look(2, it -> levels(it, 1_000, 500).proof(US_EAST, Way.METRIC_STORE, US_WEST));

        lookWithMemory(3, 1_000, 500, 4, 1_400);

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.WITHDRAWN_WHILE_REACHABLE);
        assertThat(inbound(US_EAST).advice()).isEqualTo(Advice.KEEP_SERVING);
        assertThat(inbound(US_EAST).text())
                .contains(
                        "sessions fell from 1000 to 4",
                        "(now 900 more)",
                        "metric store answers",
                        "do not drain it");
    }

    @Test
    void fallWithoutProofFromElsewhereOrWithoutARiseElsewhereSaysNothing() {
        look(2, it -> levels(it, 1_000, 500).proof(US_EAST, Way.METRIC_STORE, US_EAST));
        for (int i = 0; i < 4; i++) {
            look(
                    1,
                    it -> {
                        var then = now;
                        it.seenAt(then.minusSeconds(60));
                        levels(it, 1_000, 500).seenAt(then);
                        return levels(it, 4, 1_400).proof(US_EAST, Way.METRIC_STORE, US_EAST);
                    });
        }
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);

        last = new IsolationStep(IsolationState.NONE, List.of());
        lookWithMemory(4, 1_000, 500, 4, 499);
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void withdrawalEndsWhenSessionsComeBack() {
        lookWithMemory(3, 1_000, 500, 4, 1_400);
        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.WITHDRAWN_WHILE_REACHABLE);

        look(6, it -> levels(it, 300, 1_100).proof(US_EAST, Way.METRIC_STORE, US_WEST));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.NONE);
        assertThat(last.state().falls()).isEmpty();
    }

    @Test
    void isolationThatTheRelayPortContradictsIsAWithdrawal() {
        look(
                3,
                it ->
                        it.cutFromPeers(US_EAST)
                                .cutFromUsers(US_EAST)
                                .says(US_EAST, Says.ISOLATED)
                                .proof(US_EAST, Way.RELAY_PORT, FRANCE));

        assertThat(inbound(US_EAST).verdict()).isEqualTo(Verdict.WITHDRAWN_WHILE_REACHABLE);
    }

    @Test
    void atMostOneRegionIsToldToBeOffline() {
        look(
                3,
                it ->
                        it.cutFromPeers(US_EAST)
                                .cutFromUsers(US_EAST)
                                .says(US_EAST, Says.ISOLATED)
                                .cutFromPeers(US_WEST)
                                .says(US_WEST, Says.ISOLATED));

        assertThat(inbound(US_EAST).advice()).isEqualTo(Advice.BE_OFFLINE);
        assertThat(inbound(US_WEST).verdict()).isEqualTo(Verdict.BACKBONE_PARTITION);
        assertThat(inbound(US_WEST).advice()).isEqualTo(Advice.KEEP_SERVING_ANOTHER_IS_OFFLINE);
        assertThat(inbound(US_WEST).text()).contains("at most one may be");
    }

    private void look(int times, Function<MeshSeen, MeshSeen> what) {
        for (int i = 0; i < times; i++) {
            now = now.plus(LOOK);
            var seen = what.apply(MeshSeen.healthy(FOUR, now));
            last = IsolationStep.of(last.state(), seen.inputs(), IsolationLimits.DEFAULT, now);
        }
    }

    /** What was carried a minute ago, and what now; the metric store is asked from elsewhere. */
    private void lookWithMemory(
            int times, double before, double othersBefore, double after, double othersAfter) {
        look(
                times,
                it -> {
                    var then = now;
                    it.seenAt(then.minusSeconds(60));
                    levels(it, before, othersBefore).seenAt(then);
                    return levels(it, after, othersAfter).proof(US_EAST, Way.METRIC_STORE, US_WEST);
                });
    }

    private static MeshSeen levels(MeshSeen seen, double usEast, double usWest) {
        return seen.sessions(US_EAST, usEast).sessions(US_WEST, usWest).sessions(FRANCE, 200);
    }

    private Finding.OfRegion inbound(Region region) {
        return of(region, Direction.INBOUND);
    }

    private Finding.OfRegion of(Region region, Direction direction) {
        return last.findings().stream()
                .filter(Finding.OfRegion.class::isInstance)
                .map(Finding.OfRegion.class::cast)
                .filter(it -> it.side().equals(new Side(region, direction)))
                .findFirst()
                .orElseThrow();
    }

    private Finding latch(Region region) {
        return last.findings().stream()
                .filter(it -> it instanceof Finding.OfLatch latch && latch.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private Verdict link(Region from, Region to) {
        return last.findings().stream()
                .filter(it ->
                        it instanceof Finding.OfLink found
                                && found.link().equals(new Link(from, to)))
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }
}
