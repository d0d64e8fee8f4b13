package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.probe.CoverLinks;
import io.portcullis.app.probe.CoverageDefinition;
import io.portcullis.app.probe.PreviewCoverage;
import io.portcullis.app.probe.ServeAgents;
import io.portcullis.app.probe.ServeAgents.Beside;
import io.portcullis.app.rollout.PreviewPlan;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.Shortfall;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.port.probe.Vantage;
import io.portcullis.testing.InMemoryProbeStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a plan before anything is started. */
final class PlanPreviewTest {

    private static final int ENOUGH_LOOKS = 60;

    private final Journey journey = new Journey(21);

    @Test
    void aPlanCanBePreviewedBeforeAnybodySaidWhatRuns() {
        journey.traffic(ENOUGH_LOOKS);

        var previewed = journey.preview(pair(0.5, 180));

        assertThat(previewed.stages()).hasSize(1);
        assertThat(previewed.looksBefore()).isEqualTo(ENOUGH_LOOKS);
        assertThat(previewed.decidable()).isTrue();
        assertThat(previewed.notes()).isEmpty();
        assertThat(journey.store.list(null, "", 10).items()).isEmpty();
    }

    @Test
    void aPreviewSaysTheSameAsAStart() {
        journey.traffic(ENOUGH_LOOKS);
        var plan = pair(0.5, 180);

        var previewed = journey.preview(plan);

        var started = journey.start(Journey.request(plan));
        assertThat(started.previews()).isEqualTo(previewed.stages());
    }

    @Test
    void aPlanCanBePreviewedWhileAnotherRolloutRuns() {
        var plan = pair(0.5, 180);
        journey.opened(plan);

        var previewed = journey.preview(plan);

        assertThat(previewed.stages()).hasSize(1);
        assertThat(previewed.notes()).singleElement().asString().contains("is running");
    }

    @Test
    void nothingIsSaidFromTooFewLooks() {
        journey.traffic(12);

        var previewed = journey.preview(pair(0.5, 180));

        assertThat(previewed.decidable()).isFalse();
        assertThat(previewed.stages()).isEmpty();
        assertThat(previewed.notes().getFirst()).contains("Only 12 looks");
    }

    @Test
    void aPlanThatNarrowsIsRefused() {
        var narrowing =
                plan(
                        Journey.stage("wide", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                        Journey.stage("narrow", 0.1, TestWorld.US_WEST));

        assertThatThrownBy(() -> journey.preview(narrowing)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void theBakeThatIsSaidToBeNeededDecides() {
        journey.traffic(ENOUGH_LOOKS);
        StagePreview tooShort = journey.preview(pair(0.02, 3)).stages().getFirst();
        assertThat(tooShort.decidable()).isFalse();
        double bake =
                tooShort.groups().stream()
                        .flatMap(group -> Shortfall.of(group, tooShort.plan()).stream())
                        .mapToDouble(Shortfall::bakeLooks)
                        .max()
                        .orElseThrow();
        assertThat(tooShort.groups()).anySatisfy(PlanPreviewTest::isUndecidable);

        StagePreview longEnough = journey.preview(pair(0.02, (int) bake)).stages().getFirst();

        assertThat(bake).isBetween(4.0, 10_000.0);
        assertThat(longEnough.decidable()).isTrue();
    }

    @Test
    void whatARolloutPromisesIsKeptWhileItsStageIsOpen() {
        var plan = pair(0.5, 180);
        var id = journey.opened(plan);
        journey.look(id);
        StagePreview promised = journey.get(id).preview().orElseThrow();
        journey.world.mixedLinksFail(0.01);
        journey.look(id);
        journey.ownerDies();
        journey.look(id);

        assertThat(journey.get(id).preview().orElseThrow()).isEqualTo(promised);
    }

    @Test
    void remediesAreSaidInTimeShareAndProbes() {
        journey.traffic(ENOUGH_LOOKS);

        StagePreview stage = journey.preview(pair(0.02, 3)).stages().getFirst();

        assertThat(stage.groups())
                .filteredOn(group -> group.role() instanceof Role.Undecidable)
                .isNotEmpty()
                .allSatisfy(group ->
                        assertThat(remedy(group, stage)).matches("a bake of .* instead of 30 s.*"));
        assertThat(stage.groups())
                .filteredOn(GroupPreview::coverageShort)
                .isNotEmpty()
                .allSatisfy(group -> assertThat(remedy(group, stage)).contains(" probes a look"));
    }

    @Test
    void itIsSaidHowManyProbesOnWhichLinksWouldDo() {
        journey.traffic(ENOUGH_LOOKS);
        var agents = new Agents(TestWorld.ACQUIRE, Duration.ofSeconds(15));

        var notes = journey.preview(pair(0.02, 3), agents.notes()).notes();

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith(
                        "Stage 1 \"pair\": 108 probes would bring the traffic that track-acquire is"
                                + " short of: 8 on eu-central -> us-east (new to old), 9 on"
                                + " eu-central -> us-west (new to old), ")
                .contains(" and 4 more; agents make 2 on each in the bake, one every 15 s, ")
                .contains("which is too few for 10 of them; once the stage is open agents must ")
                .contains("stand at both ends, as now they do not, of eu-central -> us-east (new");
    }

    @Test
    void agentsThatMakeProbesEnoughAreSaidTo() {
        journey.traffic(ENOUGH_LOOKS);
        var agents = new Agents(TestWorld.ACQUIRE, Duration.ofSeconds(1));
        for (Region region : List.of(TestWorld.US_WEST, TestWorld.EU_CENTRAL)) {
            agents.stand(region, TestWorld.OLD);
            agents.stand(region, TestWorld.NEW);
        }
        agents.stand(TestWorld.US_EAST, TestWorld.OLD);

        var notes = journey.preview(pair(0.02, 3), agents.notes()).notes();

        assertThat(notes)
                .singleElement()
                .asString()
                .endsWith("; agents make 30 on each in the bake, one every 1 s.");
    }

    @Test
    void probesBringNothingToAnotherSignal() {
        journey.traffic(ENOUGH_LOOKS);
        var agents = new Agents(TestWorld.REQUESTS, Duration.ofSeconds(1));

        assertThat(journey.preview(pair(0.02, 3), agents.notes()).notes())
                .containsExactly(
                        "Stage 1 \"pair\": agents' probes count as requests and bring nothing to"
                                + " links that lack traffic of track-acquire.");
    }

    @Test
    void nothingIsSaidOfProbesWhereTrafficIsEnough() {
        journey.traffic(ENOUGH_LOOKS);
        var agents = new Agents(TestWorld.ACQUIRE, Duration.ofSeconds(15));

        assertThat(journey.preview(pair(0.5, 180), agents.notes()).notes()).isEmpty();
    }

    private static void isUndecidable(GroupPreview group) {
        assertThat(group.role()).isInstanceOf(Role.Undecidable.class);
    }

    private static String remedy(GroupPreview group, StagePreview stage) {
        return Shortfall.of(group, stage.plan())
                .orElseThrow()
                .remedy(stage.plan(), Duration.ofSeconds(10));
    }

    private static Plan plan(Stage... stages) {
        return Journey.plan(Plan.Mode.ADVISE, Plan.Driver.PIPELINE, stages);
    }

    private static Plan pair(double share, int bakeLooks) {
        var where = Journey.stage("pair", share, TestWorld.US_WEST, TestWorld.EU_CENTRAL).where();
        return plan(new Stage("pair", where, share, Span.looks(bakeLooks), Span.looks(60)));
    }

    /** Agents beside servers of the old version in every region. */
    private final class Agents {

        private final CoverLinks cover;
        private final ServeAgents serve;

        Agents(SignalName signal, Duration every) {
            var store = new InMemoryProbeStore();
            var intake =
                    new EvidenceIntake(
                            List.of(TestWorld.SERVICE),
                            journey.inbox,
                            "replica-1",
                            Journey.LOOK,
                            journey.clock);
            var coverage =
                    new CoverageDefinition(
                            TestWorld.SERVICE,
                            signal,
                            CoverageDefinition.Kind.TCP,
                            "{endpoint}",
                            List.of(),
                            every,
                            Duration.ofSeconds(5));
            cover = new CoverLinks(List.of(coverage), store, intake, journey.clock);
            serve = new ServeAgents(List.of(), store, cover, journey.clock);
        }

        void stand(Region region, String version) {
            String name = "agent-" + region + "-" + version;
            serve.tasks(
                    new Vantage(name, region, name),
                    Optional.of(
                            new Beside(
                                    TestWorld.SERVICE.name(),
                                    ReleaseIdentity.ofVersion(version),
                                    name + ":80")));
        }

        PreviewPlan.LinkNotes notes() {
            return new PreviewCoverage(cover)::notes;
        }
    }
}
