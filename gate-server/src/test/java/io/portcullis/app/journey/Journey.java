package io.portcullis.app.journey;

import com.google.protobuf.InvalidProtocolBufferException;
import io.portcullis.adapter.grpc.WireReportCodec;
import io.portcullis.app.Controls;
import io.portcullis.app.Controls.Named;
import io.portcullis.app.Controls.Opening;
import io.portcullis.app.NewIds;
import io.portcullis.app.RolloutFeed;
import io.portcullis.app.Services;
import io.portcullis.app.TellRollout;
import io.portcullis.app.act.ActOnOutbox;
import io.portcullis.app.drive.DriveRollout;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.app.judge.JudgeRollout;
import io.portcullis.app.mesh.JudgeStructure;
import io.portcullis.app.rollout.AbortRollout;
import io.portcullis.app.rollout.DecideStage;
import io.portcullis.app.rollout.PreviewPlan;
import io.portcullis.app.rollout.ReadRollouts;
import io.portcullis.app.rollout.ReportStageOpen;
import io.portcullis.app.rollout.ResumeRollout;
import io.portcullis.app.rollout.RolloutView;
import io.portcullis.app.rollout.StartRequest;
import io.portcullis.app.rollout.StartRequest.Intent;
import io.portcullis.app.rollout.StartRollout;
import io.portcullis.app.rollout.Started;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.release.Admission.ControlReach;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.port.Notifier;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.testing.InMemoryControl;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryRolloutStore;
import io.portcullis.testing.InMemoryWorkloadSource;
import io.portcullis.testing.SettableClock;
import io.portcullis.v1.LookReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The use cases over fakes; the world makes a look of traffic each time the clock moves on. */
final class Journey {

    static final Duration LOOK = Duration.ofSeconds(10);

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final InMemoryRolloutStore store = new InMemoryRolloutStore();
    final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    final InMemoryControl control = new InMemoryControl();
    final InMemoryWorkloadSource workloads = new InMemoryWorkloadSource();
    final List<String> pages = new ArrayList<>();
    final TestWorld world;

    /** What is known of earlier days, by the time of a look. */
    Function<Instant, SortedMap<Integer, LookEvidence>> days = _ -> new TreeMap<>();

    private final ServiceDefinition service;
    private final RolloutFeed feed = new RolloutFeed();
    private final TellRollout tell;
    private final GatherEvidence gather;
    private final ActOnOutbox act;
    private final Controls controls =
            Controls.of(
                    Map.of(
                            "hook",
                            new Named(control, ControlReach.ASKS_OWNER, Opening.OPENS_STAGES)));
    private final Notifier notifier = (_, _, urgency, text) -> pages.add(urgency + " " + text);
    private final NewIds ids;
    private JudgeRollout judge;
    private JudgeStructure.Meshes meshes = (_, _) -> Optional.empty();
    private JudgeEnvironment.Views views = _ -> EnvironmentView.NOTHING_WATCHED;
    private final JudgeEnvironment environment = new JudgeEnvironment(now -> views.at(now));

    Journey(long seed) {
        this(seed, TestWorld.SERVICE);
    }

    Journey(long seed, ServiceDefinition service) {
        this.service = service;
        world = new TestWorld(inbox, seed);
        ids = new NewIds(clock, new Random(seed));
        tell = new TellRollout(store, store.incidents(), ids, clock, feed);
        gather =
                new GatherEvidence(
                        inbox,
                        _ -> {},
                        new GatherEvidence.Pull(PulledSources.NONE, workloads),
                        clock,
                        Runnable::run);
        act = actsOn(store.actions());
        judge = newOwner();
        TestWorld.SERVICE.regions().forEach(region -> control.runs(region, TestWorld.OLD, 10));
    }

    /** The world is so from now on. */
    void under(JudgeEnvironment.Views newViews) {
        views = newViews;
    }

    /** The relay mesh is watched from now on. */
    void watching(JudgeStructure.Meshes newMeshes) {
        meshes = newMeshes;
    }

    private JudgeRollout newOwner() {
        return new JudgeRollout(
                new JudgeRollout.Parts(
                        store,
                        tell,
                        new WireReportCodec(),
                        Policy.DEFAULT,
                        clock,
                        new JudgeRollout.World(
                                (_, at) -> days.apply(at),
                                environment,
                                new JudgeStructure((service, now) -> meshes.at(service, now)),
                                Services.of(List.of(service)))),
                gather);
    }

    /** Another server takes over: it knows nothing but what is stored. */
    void ownerDies() {
        judge = newOwner();
    }

    void traffic(int looks) {
        for (int i = 0; i < looks; i++) {
            clock.advance(LOOK);
            world.look(clock.instant());
        }
    }

    Started start(StartRequest request) {
        return new StartRollout(
                        startWorld(),
                        new StartRollout.Settings(Policy.DEFAULT, LOOK),
                        ids,
                        clock,
                        new StartRollout.Lead(_ -> {}, Runnable::run))
                .start(request);
    }

    private StartRollout.World startWorld() {
        var services = Services.of(List.of(service));
        return new StartRollout.World(store, services, controls, workloads, gather);
    }

    PreviewPlan.Previewed preview(Plan plan) {
        return preview(plan, (_, _) -> List.of());
    }

    PreviewPlan.Previewed preview(Plan plan, PreviewPlan.LinkNotes links) {
        var asked = request(plan);
        var settings = new StartRollout.Settings(Policy.DEFAULT, LOOK);
        return new PreviewPlan(startWorld(), settings, ids, links)
                .preview(new PreviewPlan.Request(asked.service(), asked.release(), plan));
    }

    /** What a watcher would see of the last look. */
    LookReport report(RolloutId id) {
        try {
            return LookReport.parseFrom(store.lastReport(id).orElseThrow().toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    RolloutView get(RolloutId id) {
        return new ReadRollouts(store, tell).get(id);
    }

    /** One look of traffic, the look, and all that is due after it. */
    Rollout look(RolloutId id) {
        traffic(1);
        judge.look(id);
        act.begin(id);
        return rollout(id);
    }

    /** One look at which nothing is measured. */
    void silentLook(RolloutId id) {
        clock.advance(LOOK);
        judge.look(id);
        act.begin(id);
    }

    /** The present owner. */
    JudgeRollout owner() {
        return judge;
    }

    /** Drives on the journey's clock, which waiting moves on. */
    DriveRollout driver() {
        return new DriveRollout(
                new DriveRollout.Parts(judge, act, notifier),
                LOOK,
                clock,
                time -> clock.advance(Duration.between(clock.instant(), time)));
    }

    /** Acts on a queue that stands before the store's. */
    ActOnOutbox actsOn(ActionQueue queue) {
        return new ActOnOutbox(
                new ActOnOutbox.Parts(queue, tell, controls, notifier), clock, Runnable::run);
    }

    /** Looks until the rollout is in this state; at most so many. */
    Rollout lookUntil(RolloutId id, RolloutState.Name state, int looksMax) {
        Rollout rollout = rollout(id);
        for (int look = 0; look < looksMax && rollout.state().name() != state; look++) {
            rollout = look(id);
        }
        return rollout;
    }

    /** A rollout whose first stage is open, with half of each of its regions new. */
    RolloutId opened(Plan plan) {
        traffic(60);
        RolloutId id = start(request(plan)).rollout().spec().id();
        look(id);
        pipelineOpens(id, 1);
        for (var region : plan.stage(1).where().in(TestWorld.SERVICE.regions())) {
            world.canaryShare(region, 0.5);
            control.runs(region, TestWorld.NEW, 10);
        }
        return id;
    }

    /** From now on all traffic is with the old version. */
    void allOld() {
        TestWorld.SERVICE.regions().forEach(region -> world.canaryShare(region, 0));
    }

    void pipelineOpens(RolloutId id, int stage) {
        new ReportStageOpen(tell).opened(id, stage, Actor.pipeline("ci"));
    }

    void personAborts(RolloutId id) {
        new AbortRollout(tell).abort(id, Actor.pipeline("ana"), "enough");
    }

    void personResumes(RolloutId id) {
        new ResumeRollout(tell).resume(id, Actor.pipeline("ana"), "seen");
    }

    DecideStage.Decided decide(RolloutId id, int stage) {
        return new DecideStage(store, tell, new WireReportCodec(), environment, clock)
                .decide(id, stage);
    }

    Rollout rollout(RolloutId id) {
        return Rollout.fold(tell.load(id).events());
    }

    List<LoggedEvent> log(RolloutId id) {
        return tell.load(id).events();
    }

    int lastLook(RolloutId id) {
        return tell.load(id).lastLook();
    }

    static Plan plan(Plan.Mode mode, Plan.Driver driver, Stage... stages) {
        return new Plan(
                mode,
                driver,
                mode == Plan.Mode.ENFORCE ? "hook" : "",
                Plan.HoldExpiry.PAUSE,
                SharedHarmPolicy.ABORT,
                TransitionPolicy.DEFAULT,
                List.of(stages),
                Span.looks(100),
                Span.looks(100),
                Span.looks(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(5));
    }

    static Stage stage(String name, double share, Region... regions) {
        return new Stage(
                name,
                regions.length == 0
                        ? new Stage.Where.All()
                        : new Stage.Where.Named(new TreeSet<>(List.of(regions))),
                share,
                Span.looks(30),
                Span.looks(60));
    }

    static StartRequest request(Plan plan) {
        return request(plan, List.of(), new TreeMap<>(), "");
    }

    static StartRequest request(
            Plan plan,
            List<String> requiredKeys,
            SortedMap<Region, ConfigurationKeys> keys,
            String requestId) {
        return request(plan, requiredKeys, keys, requestId, TestWorld.NEW);
    }

    /** Other digests under the name of what runs. */
    static StartRequest configurationOnly(Plan plan) {
        return request(plan, List.of(), new TreeMap<>(), "", TestWorld.OLD);
    }

    private static StartRequest request(
            Plan plan,
            List<String> requiredKeys,
            SortedMap<Region, ConfigurationKeys> keys,
            String requestId,
            String version) {
        return new StartRequest(
                TestWorld.SERVICE.name(),
                new Release(
                        "example.test/media-server@sha256:4be1",
                        version,
                        "sha256:90aa",
                        new TreeSet<>(requiredKeys),
                        List.of(),
                        ChangeClass.NORMAL,
                        "ana@example.test"),
                new RunningRelease(
                        "example.test/media-server@sha256:11c0",
                        TestWorld.OLD,
                        "sha256:77de",
                        List.of()),
                new TreeMap<>(),
                keys,
                plan,
                requestId,
                "hash of " + requiredKeys,
                Intent.START,
                Actor.pipeline("ci"));
    }
}
