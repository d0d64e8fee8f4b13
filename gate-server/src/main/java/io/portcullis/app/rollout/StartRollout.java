package io.portcullis.app.rollout;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.Controls;
import io.portcullis.app.NewIds;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.RolloutOwners;
import io.portcullis.app.Services;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.LooksBefore;
import io.portcullis.app.judge.FirstSnapshot;
import io.portcullis.app.rollout.ReadWorkloads.Workloads;
import io.portcullis.app.rollout.StartRequest.Intent;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.release.Admission;
import io.portcullis.kernel.release.Admission.ControlReach;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.release.WorkloadOwner;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.AdmissionJudged;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import io.portcullis.kernel.rollout.Transitions;
import io.portcullis.port.control.WorkloadSource;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.Creation;
import io.portcullis.port.store.NewRollout;
import io.portcullis.port.store.RolloutStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Starts a rollout, or says everything that stands against it. What is inadmissible is stored as
 * REFUSED; what is malformed is not stored at all.
 */
public final class StartRollout {

    private final RolloutStore rollouts;
    private final Services services;
    private final Controls controls;
    private final ReadWorkloads workloads;
    private final GatherEvidence gather;
    private final Settings settings;
    private final NewIds ids;
    private final InstantSource clock;
    private final RolloutOwners owners;

    /** What the server knows of the world it starts rollouts in. */
    public record World(
            RolloutStore rollouts,
            Services services,
            Controls controls,
            WorkloadSource workloads,
            GatherEvidence gather) {}

    /**
     * @param look length of a look
     */
    public record Settings(Policy policy, Duration look) {}

    public StartRollout(
            World world, Settings settings, NewIds ids, InstantSource clock, Lead lead) {
        this.rollouts = world.rollouts();
        this.services = world.services();
        this.controls = world.controls();
        this.workloads = new ReadWorkloads(world.workloads(), lead.executor());
        this.gather = world.gather();
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.owners = lead.owners();
    }

    /** Who carries on once a rollout is stored, and what reads regions meanwhile. */
    public record Lead(RolloutOwners owners, Executor executor) {}

    /**
     * @throws RequestRefused the request is malformed, or its id was used for another one
     */
    public Started start(StartRequest request) {
        ServiceDefinition service = services.get(request.service());
        var running = running(request, service);
        new StartChecks(request, service).require(controls, running);
        Workloads seen = workloads.read(service.name(), request.plan().regions(service.regions()));
        RolloutSpec asked = spec(request, service, running, seen);
        LooksBefore before = gather.before(asked);
        RolloutSpec spec = asked.judgedBy(before.edges());
        List<Reason> refusals = admission(request, spec, seen).inadmissible(settings.policy());
        if (request.intent() == Intent.VALIDATE_ONLY) {
            Transition requested = Transitions.request(spec, request.actor(), clock.instant());
            return started(judged(requested, refusals).rollout(), refusals, before);
        }
        return create(request, spec, refusals, before);
    }

    private Started create(
            StartRequest request, RolloutSpec spec, List<Reason> refusals, LooksBefore before) {
        Transition transition =
                judged(Transitions.request(spec, request.actor(), clock.instant()), refusals);
        Creation creation =
                rollouts.create(
                        newRollout(request, transition, refusals.isEmpty() ? before : null));
        return switch (creation) {
            case Creation.Created() -> {
                if (!transition.rollout().state().isTerminal()) {
                    owners.offer(spec.id());
                }
                yield started(transition.rollout(), refusals, before);
            }
            case Creation.Repeated(var id) -> repeated(id);
            case Creation.RequestTaken(var id) ->
                    throw new RequestRefused(
                            new Why.Exists(request.requestId(), id.resourceName()));
            case Creation.ServiceBusy(var other) -> {
                var more = new ArrayList<>(refusals);
                more.add(busy(spec, other));
                yield create(request, spec, more, before);
            }
        };
    }

    private Started repeated(RolloutId id) {
        var stored =
                rollouts.find(id)
                        .orElseThrow(() -> new IllegalStateException("rollout " + id + " is gone"));
        Rollout rollout = Rollout.fold(stored.events());
        var refusals =
                rollout.state() instanceof RolloutState.Refused refused
                        ? refused.reasons()
                        : List.<Reason>of();
        return new Started(
                rollout,
                refusals,
                List.of(),
                rollout.spec().looksPlanned(),
                List.of("This request was made before; this is the rollout it started."));
    }

    private NewRollout newRollout(
            StartRequest request, Transition transition, @Nullable LooksBefore before) {
        RolloutSpec spec = transition.rollout().spec();
        return new NewRollout(
                spec.id(),
                spec.service().name(),
                request.requestId(),
                request.contentHash(),
                transition.events(),
                transition.rollout().state().name(),
                before == null ? List.of() : before.looks(),
                before == null ? Bytes.NONE : snapshot(spec, before),
                before == null ? Map.of() : before.books(),
                before == null ? 0 : before.inboxCursor(),
                transition.actions());
    }

    /** The analysis begins here, where what it is calibrated on is known. */
    private Bytes snapshot(RolloutSpec spec, LooksBefore before) {
        return FirstSnapshot.of(
                AnalysisPlans.of(spec),
                StagePreviews.evidence(before),
                settings.policy().looksBeforeMin());
    }

    private static Transition judged(Transition asked, List<Reason> refusals) {
        Instant at = asked.rollout().createdAt();
        return switch (Transitions.on(asked.rollout(), new AdmissionJudged(refusals), at)) {
            case Transition(var rollout, var events, var actions) -> {
                var all = new ArrayList<>(asked.events());
                all.addAll(events);
                yield new Transition(rollout, all, actions);
            }
            case TransitionIllegal illegal -> throw new IllegalStateException(illegal.text());
        };
    }

    private Started started(Rollout rollout, List<Reason> refusals, LooksBefore before) {
        RolloutSpec spec = rollout.spec();
        var notes = new ArrayList<String>();
        int known = StagePreviews.evidence(before).looks().size();
        if (known < settings.policy().looksBeforeMin()) {
            notes.add(
                    "Only %d looks of before are known; the rollout is held until there are %d."
                            .formatted(known, settings.policy().looksBeforeMin()));
        }
        return new Started(
                rollout,
                refusals,
                StagePreviews.of(spec, before, settings.policy()),
                spec.looksPlanned(),
                notes);
    }

    private SortedMap<Region, RunningRelease> running(
            StartRequest request, ServiceDefinition service) {
        var running = new TreeMap<>(rollouts.runningReleases(service.name()));
        running.keySet().retainAll(service.regions());
        RunningRelease said = request.running();
        if (said != null) {
            service.regions().forEach(region -> running.put(region, said));
        }
        running.putAll(request.runningByRegion());
        return running;
    }

    private RolloutSpec spec(
            StartRequest request,
            ServiceDefinition service,
            SortedMap<Region, RunningRelease> running,
            Workloads seen) {
        var revisions = new TreeMap<Region, String>();
        seen.facts().forEach((region, facts) -> revisions.put(region, facts.revision().text()));
        return new RolloutSpec(
                new RolloutId(ids.next()),
                service,
                request.release(),
                running,
                request.plan(),
                settings.look(),
                revisions,
                Edges.NONE);
    }

    private Admission admission(StartRequest request, RolloutSpec spec, Workloads seen) {
        var keys = new TreeMap<Region, ConfigurationKeys>(request.configurationKeys());
        var ownersFound = new ArrayList<WorkloadOwner>();
        seen.facts()
                .forEach((region, facts) -> {
                    ownersFound.addAll(facts.owners());
                    var read = facts.configurationKeys();
                    if (read != null) {
                        keys.put(region, read);
                    }
                });
        return new Admission(
                spec.service(),
                spec.release(),
                spec.running(),
                keys,
                spec.plan().regions(spec.service().regions()),
                spec.plan().stage(1).where().in(spec.service().regions()),
                ownersFound,
                seen.unreadable(),
                reach(spec),
                rollouts.running(spec.service().name()).map(RolloutId::resourceName).orElse(null));
    }

    private ControlReach reach(RolloutSpec spec) {
        if (spec.plan().mode() != Mode.ENFORCE) {
            return ControlReach.NOTHING;
        }
        return controls.find(spec.plan().control())
                .map(Controls.Named::reach)
                .orElse(ControlReach.NOTHING);
    }

    private static Reason busy(RolloutSpec spec, RolloutId other) {
        return Reason.of(
                        ReasonType.ROLLOUT_RUNNING,
                        "Another rollout of %s is running: %s. Wait until it is finished, or abort it."
                                .formatted(spec.service().name(), other.resourceName()))
                .with(Map.of("rollout", other.resourceName()));
    }
}
