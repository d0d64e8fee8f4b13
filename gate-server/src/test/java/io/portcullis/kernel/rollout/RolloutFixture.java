package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Since;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.Protocol;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Census.VersionCount;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A media server in three regions, and a rollout of it that a test leads along. */
public final class RolloutFixture {

    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    public static final Region WEST = new Region("us-west");
    public static final Region CENTRAL = new Region("eu-central");
    public static final Region EAST = new Region("us-east");
    public static final SignalName ACQUIRE = new SignalName("track-acquire");
    public static final Actor ANA = Actor.person("ana@example.test");
    public static final Actor PIPELINE = Actor.pipeline("ci");
    public static final Actor CONTROL = Actor.control("kubernetes");

    private final List<LoggedEvent> log = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Rollout rollout;
    private Instant now = START;

    private RolloutFixture(RolloutSpec spec) {
        var requested = Transitions.request(spec, ANA, START);
        log.addAll(requested.events());
        rollout = requested.rollout();
    }

    public static RolloutFixture requested(RolloutSpec spec) {
        return new RolloutFixture(spec);
    }

    public static RolloutFixture admitted(RolloutSpec spec) {
        return requested(spec).tell(new RolloutInput.AdmissionJudged(List.of()));
    }

    /** Admitted, allowed to open stage 1 at look 1, and opened after it. */
    public static RolloutFixture baking(RolloutSpec spec) {
        return admitted(spec)
                .look(1, proceed(0))
                .tell(new RolloutInput.StageOpenReported(1, 1, PIPELINE));
    }

    public static RolloutSpec spec() {
        return spec(Mode.ENFORCE, Driver.PIPELINE, HoldExpiry.PAUSE);
    }

    /** Two stages: west and central for 3 looks, then all for 4; holds of 5, waits of 6, pauses of 8. */
    public static RolloutSpec spec(Mode mode, Driver driver, HoldExpiry whenHoldExpires) {
        var pair =
                new Stage(
                        "pair",
                        new Stage.Where.Named(new TreeSet<>(List.of(WEST, CENTRAL))),
                        0.05,
                        Span.looks(3),
                        Span.looks(5));
        var all = new Stage("all", new Stage.Where.All(), 0.5, Span.looks(4), Span.looks(5));
        var plan =
                new Plan(
                        mode,
                        driver,
                        "kubernetes",
                        whenHoldExpires,
                        SharedHarmPolicy.ABORT,
                        TransitionPolicy.DEFAULT,
                        List.of(pair, all),
                        Span.looks(6),
                        Span.looks(8),
                        Plan.RECOVERED_FOR_DEFAULT,
                        Plan.RESTORE_DEADLINE_DEFAULT,
                        Plan.POLL_DEFAULT);
        return new RolloutSpec(
                RolloutId.parse("rollouts/019350a0-0000-7000-8000-000000000001"),
                service(),
                release(),
                running(),
                plan,
                Duration.ofSeconds(10),
                new TreeMap<>(),
                Edges.NONE);
    }

    public static ServiceDefinition service() {
        SortedSet<Region> regions = new TreeSet<>(List.of(WEST, CENTRAL, EAST));
        var acquire =
                new SignalDefinition(
                        ACQUIRE, SignalKind.RATIO, SignalDefinition.Scope.LINK, 0.35, 0.1);
        return new ServiceDefinition(
                new ServiceName("media-server"),
                regions,
                ServiceDefinition.allOrderedPairs(regions),
                List.of(acquire));
    }

    public static Release release() {
        return new Release(
                "example.test/media-server@sha256:4be1",
                "1.5.2",
                "sha256:90aa",
                new TreeSet<>(List.of("rpc.relay.version")),
                List.of(protocol(List.of(6, 7), List.of(6, 7))),
                ChangeClass.HOTFIX,
                "ana@example.test");
    }

    public static SortedMap<Region, RunningRelease> running() {
        var old =
                new RunningRelease(
                        "example.test/media-server@sha256:11c0",
                        "1.5.1",
                        "sha256:77de",
                        List.of(protocol(List.of(6), List.of(6))));
        return new TreeMap<>(Map.of(WEST, old, CENTRAL, old, EAST, old));
    }

    public static Protocol protocol(List<Integer> spoken, List<Integer> accepted) {
        return new Protocol(
                "relay-rpc",
                new TreeSet<>(spoken),
                new TreeSet<>(accepted),
                Protocol.Origin.DECLARED);
    }

    public static Decision proceed(int stage) {
        return new Decision.Proceed(
                stage, List.of("worse than three times"), List.of("a doubling"));
    }

    public static Decision hold(int stage, ReasonType type) {
        return new Decision.Hold(stage, List.of(Reason.of(type, "Needs more.")));
    }

    /** Found on the link from central to west, first seen at look 3. */
    public static Decision abort(int stage) {
        var text = "track-acquire on eu-central -> us-west: 30 % bad, 0.2 % on the old version.";
        return new Decision.Abort(
                stage,
                List.of(
                        Reason.at(ReasonType.RELEASE, new Link(CENTRAL, WEST), text)
                                .on(ACQUIRE, null)
                                .from(new Since(3, START.plusSeconds(30)))));
    }

    public static Census onlyOld() {
        return new Census(
                Census.Origin.CONTROL,
                List.of(new VersionCount("1.5.1", 6, 0), new VersionCount("1.5.2", 0, 0)));
    }

    public static Census draining() {
        return new Census(
                Census.Origin.CONTROL,
                List.of(new VersionCount("1.5.1", 6, 0), new VersionCount("1.5.2", 0, 1)));
    }

    public RolloutFixture look(int look, Decision decision) {
        now = START.plusSeconds(10L * look);
        return tell(new RolloutInput.LookJudged(look, decision));
    }

    public RolloutFixture after(Duration duration) {
        now = now.plus(duration);
        return tell(new RolloutInput.TimePassed());
    }

    public RolloutFixture restored(Region... regions) {
        for (Region region : regions) {
            tell(new RolloutInput.RestoreApplied(region, CONTROL));
        }
        return this;
    }

    public RolloutFixture counted(Region region, Census census) {
        return tell(new RolloutInput.CensusTaken(region, 5, census));
    }

    public RolloutFixture recovered(Region region) {
        return tell(new RolloutInput.RegionRecovered(region, 40));
    }

    /** Tells it something that must be legal. */
    public RolloutFixture tell(RolloutInput input) {
        switch (Transitions.on(rollout, input, now)) {
            case Transition transition -> {
                rollout = transition.rollout();
                log.addAll(transition.events());
                actions.addAll(transition.actions());
            }
            case TransitionIllegal(_, var text) -> throw new AssertionError(text);
        }
        return this;
    }

    /** Tells it something that must not be legal, and gives the text for the caller. */
    public String refuses(RolloutInput input) {
        return switch (Transitions.on(rollout, input, now)) {
            case Transition transition -> throw new AssertionError(transition.events());
            case TransitionIllegal(_, var text) -> text;
        };
    }

    public Rollout rollout() {
        return rollout;
    }

    public RolloutState.Name state() {
        return rollout.state().name();
    }

    public List<LoggedEvent> log() {
        return List.copyOf(log);
    }

    public List<Action> actions() {
        return List.copyOf(actions);
    }

    public List<String> keys() {
        return actions.stream().map(Action::key).toList();
    }
}
