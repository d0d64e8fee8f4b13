package io.portcullis.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Exhaustion;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlayedRolloutTest {

    private static final SignalName MEMORY = new SignalName("memory");
    private static final Region WEST = PastWorld.WEST;
    private static final Duration LOOK = PastWorld.LOOK;

    @Test
    void saysAsALiveRolloutDoesThatALimitIsNear() {
        var rollout = rollout();
        var recent = new RecentPast(360);

        for (int look = 1; look <= 30 && !rollout.isOver(); look++) {
            var counted =
                    new ServerEvidence(
                            PastWorld.BEGIN.plus(LOOK.multipliedBy(look)), Map.of(), List.of());
            rollout.look(counted, recent);
            recent.add(counted);
        }

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons())
                                        .extracting(
                                                Reason::type,
                                                reason -> reason.details().get("rung"))
                                        .containsExactly(tuple(ReasonType.EXHAUSTION, "a")));
    }

    private static PlayedRollout rollout() {
        var before = new ArrayList<LookEvidence>();
        for (int look = -39; look <= 0; look++) {
            before.add(old(PastWorld.BEGIN.plus(LOOK.multipliedBy(look)), Map.of()));
        }
        var spec = new ReplaySpecs(service(), PastWorld.plan(60), LOOK).ofNothingNew();
        return new PlayedRollout(
                spec,
                new Judging(Policy.DEFAULT, Rungs.USUAL),
                new Filling(),
                PastWorld.BEGIN,
                EvidenceBefore.uncalibrated(before));
    }

    /** The two regions of the past world, with memory of 8 GB that must not run out. */
    private static ServiceDefinition service() {
        var usual = PastWorld.service();
        var signals = new ArrayList<>(usual.signals());
        signals.add(
                new SignalDefinition(
                        MEMORY,
                        SignalKind.LEVEL,
                        SignalDefinition.Scope.REGION,
                        0.1,
                        1,
                        1.5,
                        Worse.HIGH,
                        Proof.WAIVED,
                        "By",
                        new Exhaustion(8e9, Duration.ofMinutes(30))));
        return new ServiceDefinition(usual.name(), usual.regions(), usual.links(), signals);
    }

    private static LookEvidence old(Instant at, Map<Cell, Counts> more) {
        var counts = new HashMap<>(more);
        for (Region region : List.of(PastWorld.WEST, PastWorld.EAST)) {
            for (Arm arm : List.of(Arm.CANARY, Arm.STABLE)) {
                counts.put(
                        new Cell.InRegion(new SignalName("requests"), region, arm),
                        new Counts(1000, 1));
            }
        }
        return LookEvidence.of(at, counts);
    }

    /** Memory of the canary in the west fills by one per cent a look; every third look tells. */
    private record Filling() implements Sight {

        @Override
        public LookEvidence see(ServerEvidence look) {
            long number = Duration.between(PastWorld.BEGIN, look.at()).dividedBy(LOOK);
            var memory = new HashMap<Cell, Counts>();
            if (number % 3 == 2) {
                memory.put(
                        new Cell.InRegion(MEMORY.part(Exhausted.USED), WEST, Arm.CANARY),
                        new Counts(2 * (0.2 + 0.01 * number), 2));
                memory.put(new Cell.InRegion(MEMORY, WEST, Arm.CANARY), new Counts(2, 2));
            }
            return old(look.at(), memory);
        }

        @Override
        public Sight atStage(int stage, List<ServerEvidence> before) {
            return this;
        }
    }
}
