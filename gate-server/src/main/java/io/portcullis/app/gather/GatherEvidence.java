package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.Counted;
import io.portcullis.kernel.evidence.counter.PseudoCanary;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.distribution.EdgeChoice;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.InboxRow;
import io.portcullis.port.ProcessSource;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.store.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Brings together what was pushed and what is pulled, each count once. */
public final class GatherEvidence {

    /** Looks kept of the time before a rollout (analysis 2.0, H). */
    private static final int LOOKS_BEFORE_MAX = 360;

    /** Part of a look that pulling may take; the rest is for judging. */
    private static final double PULL_SHARE = 0.85;

    /** How long the hour before a rollout may take to be read. */
    private static final Duration HISTORY_TIME_MAX = Duration.ofSeconds(20);

    private final EvidenceInbox inbox;
    private final Intake intake;
    private final PulledSources pulled;
    private final PodArmSource pods;
    private final GatherProcesses processes;
    private final InstantSource clock;
    private final Executor executor;

    /**
     * What is pulled.
     *
     * @param pods tells arms where samples name only pods
     * @param processes tell what processes carry, one for each region that has one, by service
     */
    public record Pull(
            PulledSources sources,
            PodArmSource pods,
            Map<ServiceName, List<ProcessSource>> processes) {

        public Pull {
            processes = Map.copyOf(processes);
        }

        /** Nobody is asked what processes carry. */
        public Pull(PulledSources sources, PodArmSource pods) {
            this(sources, pods, Map.of());
        }
    }

    public GatherEvidence(
            EvidenceInbox inbox, Intake intake, Pull pull, InstantSource clock, Executor executor) {
        this.inbox = inbox;
        this.intake = intake;
        this.pulled = pull.sources();
        this.pods = pull.pods();
        this.processes = new GatherProcesses(inbox, pull.processes(), clock, executor);
        this.clock = clock;
        this.executor = executor;
    }

    /** What came since the cursor and the books of the look before. */
    public Gathered look(RolloutSpec spec, long inboxCursor, Map<String, Bytes> books) {
        ServiceName service = spec.service().name();
        Instant now = clock.instant();
        var counting = counting(service, books, now, spec.lookLength());
        var carried = processes.ask(service, now, spec.lookLength());
        intake.flush(service);
        long cursor = inboxCursor;
        var sum = VersionedEvidence.empty(now);
        List<InboxRow> rows;
        do {
            rows = inbox.after(service, cursor, EvidenceInbox.ROWS_MAX);
            for (InboxRow row : rows) {
                sum = sum.plus(pushed(service, row));
                cursor = row.cursor();
            }
        } while (rows.size() == EvidenceInbox.ROWS_MAX);
        var next = new HashMap<>(books);
        for (var one : counting) {
            Region region = one.join();
            sum = sum.plus(region.counted().evidence());
            next.put(region.name(), new PulledBook(region.at(), region.counted().book()).bytes());
        }
        Releases releases = releases(spec);
        var gaps = new ArrayList<>(sum.gaps());
        gaps.addAll(releases.gaps());
        gaps.addAll(withoutEdges(spec));
        var whole = new VersionedEvidence(now, sum.counts(), gaps);
        return new Gathered(
                spec.edges().reduce(releases.arms().judged(whole)),
                cursor,
                next,
                carried.with(sum.processes(), releases.arms()),
                releases.arms());
    }

    /** Without edges a signal that a stage has to show cannot be judged. */
    private static List<Gap> withoutEdges(RolloutSpec spec) {
        var gaps = new ArrayList<Gap>();
        for (SignalName signal : spec.edges().missing(spec.service())) {
            for (var region : spec.service().regions()) {
                gaps.add(
                        new Gap(
                                region,
                                signal,
                                Gap.Cause.SERIES_ABSENT,
                                "nothing was observed of "
                                        + signal
                                        + " before the rollout, so no edges could be chosen; they"
                                        + " are before stage 1 opens, once it was seen for enough"
                                        + " looks"));
            }
        }
        return gaps;
    }

    /** What processes pushed before the first look of a rollout. */
    public ProcessEvidence processesBefore(RolloutSpec spec, long inboxCursor) {
        return processes.before(spec.service().name(), spec.lookLength(), inboxCursor);
    }

    /** The looks before a rollout that starts now. */
    public LooksBefore before(RolloutSpec spec) {
        return before(spec, () -> releases(spec).arms());
    }

    /** The looks before now for a rollout that is only planned: what is not new counts as old. */
    public LooksBefore beforePlanned(RolloutSpec spec) {
        return before(spec, () -> Releases.restIsOld(spec).arms());
    }

    private LooksBefore before(RolloutSpec spec, Supplier<RolloutReleases> releases) {
        ServiceName service = spec.service().name();
        Instant now = clock.instant();
        Duration look = spec.lookLength();
        var pulling =
                pulled.of(service).stream()
                        .map(source -> async(() -> history(source, now, look)))
                        .toList();
        intake.flush(service);
        long cursor = inbox.cursor(service);
        var timeline = new PastLooks(now, look, LOOKS_BEFORE_MAX);
        for (InboxRow row :
                inbox.history(service, now.minus(look.multipliedBy(LOOKS_BEFORE_MAX)))) {
            if (row.cursor() <= cursor) {
                timeline.pushed(pushed(service, row));
            }
        }
        var books = new HashMap<String, Bytes>();
        var histories = pulling.stream().map(CompletableFuture::join).toList();
        for (SourcePast history : histories) {
            timeline.pulled(history.looks().stream().map(ServerEvidence::sum).toList());
            books.put(history.region(), history.book().bytes());
        }
        RolloutReleases arms = releases.get();
        var looks = timeline.looks().stream().map(arms::judged).toList();
        var edges = EdgeChoice.of(spec.service(), looks);
        return new LooksBefore(
                edges.reduce(looks),
                edges.reduce(asIfCanary(spec, histories, arms, now)),
                edges,
                cursor,
                books);
    }

    /** The pulled looks before, as if some servers of the old version had been canaries. */
    private static List<LookEvidence> asIfCanary(
            RolloutSpec spec, List<SourcePast> histories, RolloutReleases arms, Instant now) {
        var looks = histories.stream().flatMap(history -> history.looks().stream()).toList();
        var canary =
                PseudoCanary.ofServers(
                        PseudoShares.seed(spec),
                        ServerEvidence.oldServers(looks, arms::arm),
                        PseudoShares.of(spec));
        var timeline = new PastLooks(now, spec.lookLength(), LOOKS_BEFORE_MAX);
        for (SourcePast history : histories) {
            timeline.pulled(
                    history.looks().stream().map(look -> canary.split(look, arms::arm)).toList());
        }
        return timeline.looks().stream().map(arms::judged).toList();
    }

    private Releases releases(RolloutSpec spec) {
        return pulled.byPod().contains(spec.service().name())
                ? Releases.byPod(spec, pods, executor)
                : Releases.byVersion(spec);
    }

    private List<CompletableFuture<Region>> counting(
            ServiceName service, Map<String, Bytes> books, Instant now, Duration look) {
        Instant deadline = now.plusMillis((long) (look.toMillis() * PULL_SHARE));
        var counting = new ArrayList<CompletableFuture<Region>>();
        for (EvidenceSource source : pulled.of(service)) {
            String name = source.region().name();
            var book = PulledBook.of(books.get(name), now.minus(look));
            counting.add(
                    async(() -> {
                        Scrape scrape = scrape(source, book.at(), now, deadline);
                        boolean read = !scrape.signals().isEmpty();
                        return new Region(
                                name,
                                read ? scrape.at() : book.at(),
                                book.book().count(scrape, look));
                    }));
        }
        return counting;
    }

    private static Scrape scrape(
            EvidenceSource source, Instant since, Instant now, Instant deadline) {
        try {
            return source.scrape(since, now, deadline);
        } catch (EvidenceUnavailable e) {
            return Scrape.missing(source.region(), now, e.gap(), String.valueOf(e.getMessage()));
        }
    }

    private SourcePast history(EvidenceSource source, Instant now, Duration look) {
        return SourcePast.read(
                source,
                PulledBook.before(now.minus(look)),
                new SourcePast.Question(
                        now,
                        look,
                        LOOKS_BEFORE_MAX + PastReader.LEAD_LOOKS,
                        clock.instant().plus(HISTORY_TIME_MAX)));
    }

    /** Counts of a signal that is pulled there would count twice. */
    private VersionedEvidence pushed(ServiceName service, InboxRow row) {
        var signals = pulled.signalsOf(service);
        if (signals.isEmpty()) {
            return row.evidence();
        }
        var regions = pulled.of(service).stream().map(EvidenceSource::region).toList();
        var counts = new HashMap<>(row.evidence().counts());
        counts.keySet()
                .removeIf((VersionedCell cell) ->
                        signals.contains(cell.signal().base())
                                && regions.contains(cell.countedIn()));
        return new VersionedEvidence(
                row.evidence().at(), counts, row.evidence().gaps(), row.evidence().processes());
    }

    private <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    /** What one region's scrape added. */
    private record Region(String name, Instant at, Counted counted) {}
}
