package io.portcullis.app.rollout;

import io.portcullis.app.NewIds;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.Services;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.LooksBefore;
import io.portcullis.app.rollout.StartRollout.Settings;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.store.RolloutStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says what a plan would be able to decide, from the looks before now. Nothing is admitted, stored or
 * touched, so that it can be asked at any time: while another rollout of the service runs, and before
 * anybody has said what runs now.
 */
public final class PreviewPlan {

    private final RolloutStore rollouts;
    private final Services services;
    private final GatherEvidence gather;
    private final Settings settings;
    private final NewIds ids;
    private final LinkNotes links;

    /** Says what synthetic traffic does for links that are short of traffic. */
    public interface LinkNotes {

        /** For people; none when there is nothing to say. */
        List<String> of(RolloutSpec spec, List<StagePreview> stages);
    }

    public PreviewPlan(StartRollout.World world, Settings settings, NewIds ids, LinkNotes links) {
        this.rollouts = world.rollouts();
        this.services = world.services();
        this.gather = world.gather();
        this.settings = settings;
        this.ids = ids;
        this.links = links;
    }

    /** What is planned. */
    public record Request(ServiceName service, Release release, Plan plan) {}

    /**
     * What it could decide.
     *
     * @param spec as a start would have it
     * @param stages in order; empty when there are too few looks before
     * @param looksBefore looks that were found
     * @param notes what else the caller should know
     */
    public record Previewed(
            RolloutSpec spec, List<StagePreview> stages, int looksBefore, List<String> notes) {
        public Previewed {
            stages = List.copyOf(stages);
            notes = List.copyOf(notes);
        }

        /** Whether a healthy release is expected to pass every stage within its bake. */
        public boolean decidable() {
            return !stages.isEmpty() && stages.stream().allMatch(StagePreview::decidable);
        }
    }

    /**
     * @throws RequestRefused there is no such service, or the plan does not fit it
     */
    public Previewed preview(Request request) {
        ServiceDefinition service = services.get(request.service());
        var problems = new PlanChecks(request.plan(), service).problems();
        if (!problems.isEmpty()) {
            throw new RequestRefused(new Why.Invalid(problems));
        }
        var asked =
                new RolloutSpec(
                        new RolloutId(ids.next()),
                        service,
                        request.release(),
                        running(service),
                        request.plan(),
                        settings.look(),
                        new TreeMap<>(),
                        Edges.NONE);
        LooksBefore before = gather.beforePlanned(asked);
        RolloutSpec spec = asked.judgedBy(before.edges());
        int known = StagePreviews.evidence(before).looks().size();
        List<StagePreview> stages = StagePreviews.of(spec, before, settings.policy());
        List<String> notes = notes(service, known);
        notes.addAll(links.of(spec, stages));
        return new Previewed(spec, stages, known, notes);
    }

    private SortedMap<Region, RunningRelease> running(ServiceDefinition service) {
        var running = new TreeMap<>(rollouts.runningReleases(service.name()));
        running.keySet().retainAll(service.regions());
        return running;
    }

    private List<String> notes(ServiceDefinition service, int known) {
        var notes = new ArrayList<String>();
        int needed = settings.policy().looksBeforeMin();
        if (known < needed) {
            notes.add(
                    "Only %d looks of before are known; nothing can be said with fewer than %d."
                            .formatted(known, needed));
        }
        rollouts.running(service.name())
                .ifPresent(id ->
                        notes.add(
                                "%s is running; servers of its release count as the old version, too."
                                        .formatted(id.resourceName())));
        return notes;
    }
}
