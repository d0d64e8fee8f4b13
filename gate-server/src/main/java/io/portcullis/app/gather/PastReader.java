package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.port.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Reads any past interval of a service in looks, chunk by chunk, oldest first: raw samples,
 * subtracted server by server exactly as at live looks. What a source does not give is a gap. Not
 * thread-safe.
 */
public final class PastReader {

    /** Most looks of one chunk: what is held of a source's raw samples at a time. */
    public static final int CHUNK_LOOKS_MAX = 120;

    /** How long one chunk may take to be read. */
    static final Duration CHUNK_TIME_MAX = Duration.ofSeconds(60);

    /** Scrapes before the first look: one to subtract from, and the servers' warm-up. */
    static final int LEAD_LOOKS = 1 + CounterBook.WARM_UP_LOOKS;

    private final List<EvidenceSource> sources;
    private final Duration look;
    private final InstantSource clock;
    private final Executor executor;
    private final Map<String, PulledBook> books = new HashMap<>();
    private Instant next;
    private int lead = LEAD_LOOKS;

    /**
     * @param sources one for each region
     * @param first time of the first look; its source's delay is subtracted, as live
     */
    public PastReader(
            List<EvidenceSource> sources,
            Duration look,
            Instant first,
            InstantSource clock,
            Executor executor) {
        this.sources = List.copyOf(sources);
        this.look = look;
        this.next = first;
        this.clock = clock;
        this.executor = executor;
    }

    /** Time of the look that is read next. */
    public Instant next() {
        return next;
    }

    /**
     * The next looks of all regions together.
     *
     * @param looks 1 to {@link #CHUNK_LOOKS_MAX}
     * @return as many, oldest first
     */
    public List<ServerEvidence> read(int looks) {
        if (looks < 1 || looks > CHUNK_LOOKS_MAX) {
            throw new IllegalArgumentException(
                    "looks is " + looks + "; must be 1 to " + CHUNK_LOOKS_MAX);
        }
        Instant last = next.plus(look.multipliedBy(looks - 1L));
        Instant deadline = clock.instant().plus(CHUNK_TIME_MAX);
        var reading =
                sources.stream()
                        .map(source ->
                                CompletableFuture.supplyAsync(
                                        () -> read(source, last, looks + lead, deadline), executor))
                        .toList();
        var read = new ArrayList<ServerEvidence>();
        for (int index = 0; index < looks; index++) {
            read.add(new ServerEvidence(next.plus(look.multipliedBy(index)), Map.of(), List.of()));
        }
        for (var one : reading) {
            SourcePast past = one.join();
            books.put(past.region(), past.book());
            add(read, past.looks());
        }
        next = last.plus(look);
        lead = 0;
        return read;
    }

    private SourcePast read(EvidenceSource source, Instant last, int looks, Instant deadline) {
        var before =
                books.getOrDefault(source.region().name(), PulledBook.before(next.minus(look)));
        return SourcePast.read(
                source, before, new SourcePast.Question(last, look, looks, deadline));
    }

    private static void add(List<ServerEvidence> read, List<ServerEvidence> past) {
        for (int index = 0; index < read.size(); index++) {
            int back = past.size() - read.size() + index;
            ServerEvidence here = read.get(index);
            ServerEvidence more =
                    back < 0
                            ? new ServerEvidence(here.at(), Map.of(), gapsOf(past))
                            : past.get(back);
            ServerEvidence sum = here.plus(more);
            read.set(index, new ServerEvidence(here.at(), sum.counts(), sum.gaps()));
        }
    }

    /** A source that did not answer at all said so once, for all looks. */
    private static List<Gap> gapsOf(List<ServerEvidence> past) {
        return past.isEmpty() ? List.of() : past.getFirst().gaps();
    }
}
