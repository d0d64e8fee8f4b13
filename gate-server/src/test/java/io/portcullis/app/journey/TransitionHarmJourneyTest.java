package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentReport;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.kernel.transition.Direction;
import io.portcullis.kernel.transition.WorkHarm;
import io.portcullis.port.InboxBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Servers that are replaced with people on them. */
final class TransitionHarmJourneyTest {

    private final Journey journey = new Journey(5);
    private final Map<String, Server> servers = new TreeMap<>();
    private RolloutId id = RolloutId.parse("rollouts/019350a0-0000-7000-8000-000000000001");

    private static Plan plan(Response response) {
        var usual =
                Journey.plan(
                        Mode.ENFORCE,
                        Driver.PIPELINE,
                        Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                        Journey.stage("all", 0.5));
        return new Plan(
                usual.mode(),
                usual.driver(),
                usual.control(),
                usual.whenHoldExpires(),
                usual.whenSharedHarm(),
                new TransitionPolicy(0.01, response),
                usual.stages(),
                usual.waitLimit(),
                usual.pauseLimit(),
                usual.recoveredFor(),
                usual.restoreDeadline(),
                usual.poll());
    }

    private void open(Response response) {
        for (Region region : TestWorld.SERVICE.regions()) {
            for (int server = 1; server <= 2; server++) {
                servers.put(region + "-" + server, new Server(region, TestWorld.OLD, 200));
            }
        }
        journey.traffic(40);
        for (int look = 0; look < 4; look++) {
            say();
            journey.traffic(1);
        }
        id = journey.start(Journey.request(plan(response))).rollout().spec().id();
        look();
        journey.pipelineOpens(id, 1);
        for (Region region : List.of(TestWorld.US_WEST, TestWorld.EU_CENTRAL)) {
            journey.world.canaryShare(region, 0.5);
            journey.control.runs(region, TestWorld.NEW, 10);
        }
        look();
    }

    private void restart(String name, String version) {
        var server = servers.get(name);
        servers.put(name, new Server(server.region, version, 0));
        servers.get(name).startedAt = journey.clock.instant();
    }

    /** Every server says what it carries. */
    private void say() {
        var at = journey.clock.instant();
        var samples = new ArrayList<ProcessSample>();
        servers.forEach((name, server) -> samples.add(server.sample(name, at)));
        journey.inbox.append(
                new InboxBatch(
                        TestWorld.SERVICE.name(),
                        new VersionedEvidence(at, Map.of(), List.of(), ProcessEvidence.of(samples)),
                        "replica-2",
                        List.of(),
                        List.of()));
    }

    private Rollout look() {
        say();
        return journey.look(id);
    }

    private Incident incident() {
        return journey.store.incidents().find(id).orElseThrow();
    }

    private List<WorkHarm> recorded() {
        return journey.log(id).stream()
                .map(entry -> entry.event())
                .filter(RolloutEvent.WorkCut.class::isInstance)
                .map(RolloutEvent.WorkCut.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow()
                .sums();
    }

    @Test
    void stopsBeforeTheSecondRegionWhenARestartCutsSessions() {
        open(Response.PAUSE);

        restart("us-west-1", TestWorld.NEW);
        var rollout = look();

        assertThat(rollout.state().name()).isEqualTo(RolloutState.Name.PAUSED);
        var answer = journey.decide(id, 1).decision();
        assertThat(answer).isInstanceOf(Decision.Abort.class);
        var reason = ((Decision.Abort) answer).reasons().getFirst();
        assertThat(reason.type()).isEqualTo(ReasonType.TRANSITION_HARM);
        assertThat(reason.place()).isEqualTo(TestWorld.US_WEST);
        assertThat(reason.text())
                .startsWith(
                        "200 of 200 sessions of 1 replaced server in us-west were cut: us-west-1"
                                + " 200 of 200. Budget of stage 1: 1 % (2). Least harm: pause.");
        assertThat(journey.control.restores()).isEmpty();
        assertThat(journey.pages).anyMatch(page -> page.contains("stopped, nothing is rolled"));
    }

    @Test
    void staysStoppedAndSaysSoOnce() {
        open(Response.PAUSE);
        restart("us-west-1", TestWorld.NEW);
        look();
        int pages = journey.pages.size();

        for (int i = 0; i < 40; i++) {
            look();
        }

        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.PAUSED);
        assertThat(journey.pages).hasSize(pages);
    }

    @Test
    void keepsAnIncidentOfWhatWasCut() {
        open(Response.PAUSE);
        restart("us-west-1", TestWorld.NEW);
        restart("eu-central-2", TestWorld.NEW);
        look();

        assertThat(incident().state()).isEqualTo(Incident.State.DETECTED);
        assertThat(incident().regions())
                .containsExactlyInAnyOrder(TestWorld.US_WEST, TestWorld.EU_CENTRAL);
        assertThat(IncidentReport.text(incident()))
                .contains(
                        "Stage 1 cut 400 of 400 sessions of 2 replaced servers: eu-central 200 of"
                                + " 200, us-west 200 of 200.",
                        "None: the rollout was stopped, nothing was rolled back.");
    }

    @Test
    void goesOnAfterAPersonAcceptedIt() {
        open(Response.PAUSE);
        restart("us-west-1", TestWorld.NEW);
        look();
        journey.personResumes(id);

        for (int i = 0; i < 5; i++) {
            look();
        }

        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.BAKING);
        assertThat(incident().state()).isEqualTo(Incident.State.RESOLVED);
        restart("us-west-2", TestWorld.NEW);
        look();
        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.PAUSED);
    }

    @Test
    void rollsBackWhereThePlanSaysSoAndCountsWhatThatCuts() {
        open(Response.ROLL_BACK);
        restart("us-west-1", TestWorld.NEW);
        assertThat(look().rollback()).isPresent();
        servers.get("us-west-1").sessions = 60;
        look();
        look();
        look();

        restart("us-west-1", TestWorld.OLD);
        for (int i = 0; i < 8; i++) {
            look();
        }

        assertThat(incident().cut())
                .extracting(harm -> harm.chapter().direction(), harm -> harm.total().cutMin())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Direction.FORWARD, 200L),
                        org.assertj.core.groups.Tuple.tuple(Direction.BACK, 60L));
        assertThat(IncidentReport.text(incident()))
                .contains("The rollback cut 60 of 60 sessions of 1 replaced server");
    }

    @Test
    void recordsADrainedReplacementAndGoesOn() {
        open(Response.PAUSE);
        for (long left : List.of(120L, 50L, 10L, 0L)) {
            servers.get("us-west-1").sessions = left;
            look();
        }

        restart("us-west-1", TestWorld.NEW);
        look();

        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.BAKING);
        assertThat(recorded())
                .singleElement()
                .satisfies(harm -> {
                    assertThat(harm.total().carried()).isEqualTo(200);
                    assertThat(harm.total().cutMax()).isZero();
                });
    }

    @Test
    void countsOnceWhoeverDiesWhen() {
        open(Response.PAUSE);
        journey.ownerDies();
        restart("us-west-1", TestWorld.NEW);
        journey.ownerDies();
        look();
        for (int i = 0; i < 10; i++) {
            journey.ownerDies();
            look();
        }

        assertThat(recorded())
                .singleElement()
                .satisfies(harm ->
                        assertThat(harm.total())
                                .isEqualTo(new WorkHarm.Sum(1, 200, 200, 200, 200)));
    }

    private static final class Server {
        private final Region region;
        private final String version;
        private Instant startedAt = Instant.parse("2026-02-01T00:00:00Z");
        private long sessions;

        Server(Region region, String version, long sessions) {
            this.region = region;
            this.version = version;
            this.sessions = sessions;
        }

        ProcessSample sample(String name, Instant at) {
            return new ProcessSample(
                    region,
                    name,
                    "otlp",
                    at,
                    "",
                    startedAt,
                    Origin.ofVersion(version),
                    Duty.SERVING,
                    List.of(new Carried(Work.of("sessions"), sessions)));
        }
    }
}
