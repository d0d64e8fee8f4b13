package io.portcullis.app.replay;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.Services;
import io.portcullis.app.gather.PastReader;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Plays the gate over past intervals of the metrics it pulls: over healthy ones to learn how often it
 * would have cried wolf and what tolerance it needs, over bad ones how early it would have spoken.
 * One at a time, so that live rollouts keep their machine; stores nothing.
 */
public final class ReplayHistory {

    private static final int REPLAYS_MAX = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Services services;
    private final PulledSources past;
    private final Settings settings;
    private final InstantSource clock;
    private final Executor executor;
    private final Semaphore free = new Semaphore(REPLAYS_MAX);

    /**
     * @param look length of a look
     */
    public record Settings(Policy policy, Duration look) {}

    /**
     * @param past sources that are asked only about the past
     */
    public ReplayHistory(
            Services services,
            PulledSources past,
            Settings settings,
            InstantSource clock,
            Executor executor) {
        this.services = services;
        this.past = past;
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Plays it, telling the watcher how far it is.
     *
     * @throws RequestRefused the request is malformed, or another replay runs
     * @throws EvidenceUnavailable nothing could be read
     */
    public ReplayReport replay(ReplayRequest request, Watcher watcher) throws InterruptedException {
        ServiceDefinition service =
                services.find(request.service())
                        .orElseThrow(() ->
                                RequestRefused.invalid(
                                        "service",
                                        "service.known",
                                        "is '"
                                                + request.service()
                                                + "'; must be one of "
                                                + services.byName().keySet()));
        new ReplayChecks(request, service, past, clock.instant()).require();
        var specs = new ReplaySpecs(service, request.plan(), settings.look());
        var healthy = request.healthy();
        var layout = healthy == null ? null : HealthyLayout.of(specs.ofNothingNew(), healthy);
        var notes = new ReplayNotes(service, past);
        if (request.intent() == ReplayRequest.Intent.VALIDATE_ONLY) {
            return new ReplayReport(
                    null, List.of(), notes.planned(request, layout, settings.look()));
        }
        if (!free.tryAcquire()) {
            throw new RequestRefused(new Why.OverLimit("replays", REPLAYS_MAX, RETRY_AFTER));
        }
        try {
            var played =
                    healthy == null || layout == null
                            ? null
                            : healthy(specs.ofNothingNew(), healthy, layout, notes, watcher);
            var bad = new ArrayList<ReplayReport.Bad>();
            for (ReplayRequest.Bad asked : request.bad()) {
                String part = "bad " + (bad.size() + 1);
                bad.add(bad(specs.of(asked), asked, part, notes, watcher));
            }
            return new ReplayReport(played, bad, notes.all());
        } finally {
            free.release();
        }
    }

    private Judging judging(RolloutSpec spec) {
        return new Judging(settings.policy(), services.rungs(spec.service().name()));
    }

    private ReplayReport.Healthy healthy(
            RolloutSpec spec,
            ReplayRequest.Healthy asked,
            HealthyLayout layout,
            ReplayNotes notes,
            Watcher watcher)
            throws InterruptedException {
        var replay = new HealthyReplay(spec, judging(spec), asked, layout);
        var feed = feed(spec, asked.from(), layout.looks());
        feed.feed("healthy", watcher, replay::done, replay::take);
        if (replay.played() == 0) {
            throw nothingRead("the healthy time", feed.gaps());
        }
        notes.ofHealthy(replay, layout, feed);
        return replay.report();
    }

    private ReplayReport.Bad bad(
            RolloutSpec spec,
            ReplayRequest.Bad asked,
            String part,
            ReplayNotes notes,
            Watcher watcher)
            throws InterruptedException {
        Duration before = spec.lookLength().multipliedBy(AnalysisPlan.LOOKS_BEFORE_MAX);
        Instant first = asked.from().minus(before);
        int looks =
                Math.toIntExact(Duration.between(first, asked.to()).dividedBy(spec.lookLength()));
        var replay = new BadReplay(spec, judging(spec), asked);
        var feed = feed(spec, first, looks);
        feed.feed(part, watcher, () -> 0, replay::take);
        if (replay.isTooLittleBefore()) {
            throw nothingRead("the hour before " + asked.from(), feed.gaps());
        }
        notes.ofBad(part, feed);
        return replay.report(feed.gaps());
    }

    private PastFeed feed(RolloutSpec spec, Instant first, int looks) {
        var sources = past.of(spec.service().name());
        return new PastFeed(
                new PastReader(sources, spec.lookLength(), first, clock, executor),
                executor,
                looks);
    }

    private EvidenceUnavailable nothingRead(String when, List<Gap> gaps) {
        String why =
                gaps.isEmpty()
                        ? "no series of the service's signals existed then"
                        : gaps.getFirst().region() + ": " + gaps.getFirst().detail();
        return new EvidenceUnavailable(
                gaps.isEmpty() ? Gap.Cause.SERIES_ABSENT : gaps.getFirst().cause(),
                Retry.USELESS,
                "%s has fewer than %d looks with evidence (%s); choose a time that is kept"
                        .formatted(when, settings.policy().looksBeforeMin(), why));
    }
}
