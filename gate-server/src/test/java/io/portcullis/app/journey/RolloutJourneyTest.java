package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.rollout.StartRequest;
import io.portcullis.app.rollout.StartRequest.Intent;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentReport;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.v1.Certainty;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RolloutJourneyTest {

    private static final Plan TWO_STAGES =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                    Journey.stage("all", 0.5));

    @Test
    void badReleaseIsAbortedRolledBackVerifiedAndRecorded() {
        var journey = new Journey(1);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.control.drainsSlowly(TestWorld.EU_CENTRAL);

        int lookBefore = journey.lastLook(id);
        Rollout aborted = journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);

        assertThat(aborted.course().abort())
                .isNotNull()
                .extracting(abort -> abort.reasons().getFirst())
                .returns(ReasonType.RELEASE, Reason::type)
                .returns("d", reason -> reason.details().get("rung"));
        assertThat(journey.lastLook(id) - lookBefore).isLessThanOrEqualTo(14);
        assertThat(journey.control.restores())
                .extracting(order -> order.change().region())
                .containsOnly(TestWorld.US_WEST, TestWorld.EU_CENTRAL);

        journey.allOld();
        for (int look = 0; look < 20; look++) {
            journey.look(id);
        }
        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.VERIFYING);
        journey.control.endDraining(TestWorld.EU_CENTRAL);
        Rollout ended = journey.lookUntil(id, RolloutState.Name.ROLLED_BACK, 60);

        assertThat(ended.state().name()).isEqualTo(RolloutState.Name.ROLLED_BACK);
        Incident incident = journey.store.incidents().find(id).orElseThrow();
        assertThat(incident.state()).isEqualTo(Incident.State.RESOLVED);
        assertThat(incident.regions()).contains(TestWorld.US_WEST, TestWorld.EU_CENTRAL);
        assertThat(incident.startedAt()).isBeforeOrEqualTo(incident.detectedAt());
        assertThat(journey.pages).anyMatch(page -> page.startsWith("CRITICAL"));
        assertThat(incident.evidence().getFirst().blame()).isNotNull();
        assertThat(IncidentReport.markdown(incident)).containsPattern("\\| (surely|likely) \\|");
        requireRung(incident);
        var report = journey.report(id);
        assertThat(report.getFindingsLook()).isLessThan(report.getLook());
        assertThat(report.getFindingsList())
                .describedAs("what led to the abort can still be explained")
                .anyMatch(it ->
                        it.getBlame().getCertainty() == Certainty.CERTAINTY_LIKELY
                                && it.getBlame().getExpected() < it.getBlame().getObserved());
    }

    private static void requireRung(Incident incident) {
        assertThat(IncidentReport.markdown(incident)).contains("(rung d, link counters)");
        assertThat(IncidentReport.text(incident)).contains("(rung d, link counters)");
    }

    @Test
    void healthyReleaseSucceeds() {
        var journey = new Journey(2);
        RolloutId id = journey.opened(TWO_STAGES);

        journey.lookUntil(id, RolloutState.Name.HELD, 90);
        assertThat(journey.decide(id, 1).decision()).isInstanceOf(Decision.Proceed.class);
        TestWorld.SERVICE.regions().forEach(region -> journey.world.canaryShare(region, 0.5));
        journey.pipelineOpens(id, 2);
        Rollout ended = journey.lookUntil(id, RolloutState.Name.SUCCEEDED, 90);

        assertThat(ended.state().name()).isEqualTo(RolloutState.Name.SUCCEEDED);
        assertThat(journey.store.incidents().find(id)).isEmpty();
        assertThat(journey.store.runningReleases(TestWorld.SERVICE.name()).values())
                .extracting(running -> running.version())
                .containsOnly(TestWorld.NEW);
    }

    @Test
    void gateOpensStagesThroughTheControlThatItDrives() {
        var journey = new Journey(3);
        journey.traffic(60);
        var plan =
                Journey.plan(
                        Mode.ENFORCE,
                        Driver.GATE,
                        Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));
        RolloutId id = journey.start(Journey.request(plan)).rollout().spec().id();

        Rollout baking = journey.lookUntil(id, RolloutState.Name.BAKING, 5);

        assertThat(baking.stage()).isEqualTo(1);
        assertThat(journey.control.openings())
                .extracting(order -> order.change().region())
                .containsExactly(TestWorld.EU_CENTRAL, TestWorld.US_WEST);
    }

    @Test
    void everyReasonAgainstAStartIsGivenAtOnceAndStored() {
        var journey = new Journey(4);
        journey.traffic(60);
        journey.start(Journey.request(TWO_STAGES));
        var keys = new TreeMap<Region, ConfigurationKeys>();
        for (var region : TestWorld.SERVICE.regions()) {
            keys.put(region, new ConfigurationKeys(null, new TreeSet<>(List.of("rpc.timeout"))));
        }
        var lonely =
                Journey.plan(
                        Mode.ENFORCE,
                        Driver.PIPELINE,
                        Journey.stage("one", 0.5, TestWorld.US_WEST));

        var started =
                journey.start(Journey.request(lonely, List.of("rpc.relay.version"), keys, "r-1"));

        assertThat(started.refusals())
                .extracting(Reason::type)
                .containsExactlyInAnyOrder(
                        ReasonType.MISSING_CONFIGURATION_KEY,
                        ReasonType.PLAN_COVERAGE,
                        ReasonType.ROLLOUT_RUNNING);
        assertThat(journey.rollout(started.rollout().spec().id()).state())
                .isInstanceOf(RolloutState.Refused.class);
        assertThat(journey.control.restores()).isEmpty();
    }

    @Test
    void validatingSaysWhatWouldHappenAndStoresNothing() {
        var journey = new Journey(10);
        journey.traffic(60);
        var asked = Journey.request(TWO_STAGES);

        var started =
                journey.start(
                        new StartRequest(
                                asked.service(),
                                asked.release(),
                                asked.running(),
                                asked.runningByRegion(),
                                asked.configurationKeys(),
                                asked.plan(),
                                asked.requestId(),
                                asked.contentHash(),
                                Intent.VALIDATE_ONLY,
                                asked.actor()));

        assertThat(started.refusals()).isEmpty();
        assertThat(started.previews()).hasSize(2);
        assertThat(started.previews().getFirst().groups()).isNotEmpty();
        assertThat(journey.store.list(null, "", 10).items()).isEmpty();
        assertThat(journey.store.actions().finishedDue(journey.clock.instant())).isEmpty();
    }

    @Test
    void restoreIsTriedUntilTheRegionAnswersAndKeepsNoOtherWaiting() {
        var journey = new Journey(11);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.control.cut(TestWorld.EU_CENTRAL);

        Rollout aborted = journey.lookUntil(id, RolloutState.Name.ROLLING_BACK, 40);
        journey.look(id);
        journey.look(id);

        assertThat(aborted.state().name()).isEqualTo(RolloutState.Name.ROLLING_BACK);
        var regions = journey.rollout(id).rollback().orElseThrow().regions();
        assertThat(regions.get(TestWorld.US_WEST).isApplied()).isTrue();
        assertThat(regions.get(TestWorld.EU_CENTRAL).isApplied()).isFalse();
        assertThat(regions.get(TestWorld.EU_CENTRAL).failure()).contains("cut off");

        journey.control.mend(TestWorld.EU_CENTRAL);
        journey.allOld();
        Rollout ended = journey.lookUntil(id, RolloutState.Name.ROLLED_BACK, 80);
        assertThat(ended.state().name()).isEqualTo(RolloutState.Name.ROLLED_BACK);
        assertThat(journey.control.changeCount(TestWorld.US_WEST)).isEqualTo(1);
    }

    @Test
    void rollbackThatIsNotAppliedInTimeIsStuckAndPeopleAreTold() {
        var journey = new Journey(12);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.control.cut(TestWorld.EU_CENTRAL);
        journey.lookUntil(id, RolloutState.Name.ROLLING_BACK, 40);

        Rollout stuck = journey.lookUntil(id, RolloutState.Name.ROLLBACK_STUCK, 100);

        assertThat(stuck.state())
                .isInstanceOfSatisfying(
                        RolloutState.RollbackStuck.class,
                        state -> assertThat(state.regions()).containsExactly(TestWorld.EU_CENTRAL));
        assertThat(journey.pages).anyMatch(page -> page.contains("stuck"));
    }

    @Test
    void repeatedRequestGivesTheSameRolloutAndOtherContentIsRefused() {
        var journey = new Journey(5);
        journey.traffic(60);
        StartRequest request = Journey.request(TWO_STAGES, List.of(), new TreeMap<>(), "r-7");
        StartRequest other = Journey.request(TWO_STAGES, List.of("key"), new TreeMap<>(), "r-7");

        var first = journey.start(request).rollout().spec().id();
        var again = journey.start(request).rollout().spec().id();

        assertThat(again).isEqualTo(first);
        assertThatThrownBy(() -> journey.start(other))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOf(RequestRefused.Why.Exists.class));
    }

    @Test
    void rolloutIsHeldUntilThereAreLooksBeforeIt() {
        var journey = new Journey(6);
        journey.traffic(10);
        RolloutId id = journey.start(Journey.request(TWO_STAGES)).rollout().spec().id();

        for (int look = 0; look < 15; look++) {
            journey.look(id);
        }

        assertThat(journey.decide(id, 0).decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold ->
                                assertThat(hold.reasons())
                                        .extracting(Reason::type)
                                        .contains(ReasonType.EVIDENCE));
        for (int look = 0; look < 10; look++) {
            journey.look(id);
        }
        assertThat(journey.decide(id, 0).decision()).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void anotherOwnerGoesOnWhereTheFirstOneDied() {
        var steady = new Journey(7);
        var interrupted = new Journey(7);
        RolloutId one = steady.opened(TWO_STAGES);
        RolloutId other = interrupted.opened(TWO_STAGES);
        steady.world.mixedLinksFail(0.05);
        interrupted.world.mixedLinksFail(0.05);

        for (int look = 0; look < 25; look++) {
            steady.look(one);
            interrupted.ownerDies();
            interrupted.look(other);
        }

        assertThat(interrupted.rollout(other).course().abort())
                .isEqualTo(steady.rollout(one).course().abort());
        assertThat(interrupted.store.lastReport(other)).isEqualTo(steady.store.lastReport(one));
    }

    @Test
    void callerWhoRestoresIsVerifiedByTheEvidence() {
        var journey = new Journey(8);
        var advice =
                Journey.plan(
                        Mode.ADVISE,
                        Driver.PIPELINE,
                        Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));
        RolloutId id = journey.opened(advice);
        journey.world.mixedLinksFail(0.3);
        journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);

        journey.look(id);
        assertThat(journey.rollout(id).rollback().orElseThrow().isAlone()).isFalse();
        journey.allOld();
        Rollout ended = journey.lookUntil(id, RolloutState.Name.ROLLED_BACK, 60);

        assertThat(ended.state().name()).isEqualTo(RolloutState.Name.ROLLED_BACK);
        assertThat(journey.control.restores()).isEmpty();
    }
}
