package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Touched;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentReport;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Both versions bad where the rollout touched, from the evidence to the incident. */
final class SharedHarmJourneyTest {

    private static final double BAD = 0.05;

    @Test
    void isAbortedRolledBackAndRecordedWithWhatCannotBeTold() {
        var journey = new Journey(1);
        RolloutId id =
                journey.opened(
                        Journey.plan(
                                Mode.ENFORCE,
                                Driver.PIPELINE,
                                Journey.stage(
                                        "pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL)));
        journey.world.bothVersionsFail(TestWorld.US_WEST, BAD);
        journey.world.bothVersionsFail(TestWorld.EU_CENTRAL, BAD);

        Rollout aborted = journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);

        Touched touched = touched(aborted);
        assertThat(touched.comparison()).isEqualTo(Comparison.UNTOUCHED);
        assertThat(touched.touched()).containsExactly(TestWorld.EU_CENTRAL, TestWorld.US_WEST);
        assertThat(touched.untouched()).containsExactly(TestWorld.US_EAST);
        assertThat(journey.control.restores())
                .extracting(order -> order.change().region())
                .containsOnly(TestWorld.US_WEST, TestWorld.EU_CENTRAL);
        Incident incident = journey.store.incidents().find(id).orElseThrow();
        assertThat(incident.category()).isEqualTo(Incident.Category.SHARED_HARM);
        assertThat(IncidentReport.text(incident)).contains("cannot be told from this");
        assertThat(journey.report(id).getAttribution().getLogEvidence())
                .isGreaterThan(journey.report(id).getAttribution().getLogThreshold());
    }

    @Test
    void isFoundByEarlierDaysWhereNothingIsUntouchedAndByANewOwner() {
        var journey = new Journey(2);
        journey.days = SharedHarmJourneyTest::fourDays;
        RolloutId id = opened(journey);

        Rollout aborted = journey.lookUntil(id, RolloutState.Name.VERIFYING, 90);

        Touched touched = touched(aborted);
        assertThat(touched.comparison()).isEqualTo(Comparison.EARLIER_DAYS);
        assertThat(touched.days()).isEqualTo(4);
        assertThat(touched.untouched()).isEmpty();
        Incident incident = journey.store.incidents().find(id).orElseThrow();
        assertThat(incident.caveat().orElseThrow()).contains("earlier days");
    }

    @Test
    void isNotPromisedWhereNothingIsUntouchedAndNoDayIsKnown() {
        var journey = new Journey(3);
        RolloutId id = opened(journey);

        for (int look = 0; look < 90; look++) {
            journey.look(id);
        }

        assertThat(journey.decide(id, 1).decision()).isInstanceOf(Decision.Hold.class);
        assertThat(journey.report(id).getAttribution().getTouched(0).getEvidence())
                .extracting(it -> it.getComparedWith().name())
                .isEqualTo("COMPARED_WITH_NOTHING");
    }

    private static RolloutId opened(Journey journey) {
        RolloutId id =
                journey.opened(
                        Journey.plan(Mode.ENFORCE, Driver.PIPELINE, Journey.stage("all", 0.5)));
        for (Region region : TestWorld.SERVICE.regions()) {
            journey.world.canaryShare(region, 0.5);
            journey.world.bothVersionsFail(region, BAD);
        }
        for (int look = 0; look < 10; look++) {
            journey.look(id);
        }
        journey.ownerDies();
        return id;
    }

    private static Touched touched(Rollout aborted) {
        Decision.Abort abort = aborted.course().abort();
        assertThat(abort).isNotNull();
        Reason reason = abort.reasons().getFirst();
        assertThat(reason.type()).isEqualTo(ReasonType.SHARED_HARM);
        return Touched.of(reason).orElseThrow();
    }

    private static SortedMap<Integer, LookEvidence> fourDays(Instant at) {
        var days = new TreeMap<Integer, LookEvidence>();
        for (int day = 1; day <= 4; day++) {
            days.put(day, TestWorld.usual(at.minus(Duration.ofDays(day))));
        }
        return days;
    }
}
