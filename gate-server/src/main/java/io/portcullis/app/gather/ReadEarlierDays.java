package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the same clock time of earlier days from the pulled sources, a chunk of 60 looks for all
 * seven days at a time, and the next chunk before it is needed. Remembers two chunks of each of the
 * last {@value #ROLLOUTS_MAX} rollouts that asked. Thread-safe.
 */
public final class ReadEarlierDays implements EarlierDays {

    private static final Logger LOG = LoggerFactory.getLogger(ReadEarlierDays.class);

    private static final int CHUNK_LOOKS = 60;

    /** From this look of a chunk on the next one is read. */
    private static final int READ_AHEAD_FROM = CHUNK_LOOKS / 2;

    private static final int ROLLOUTS_MAX = 32;

    private final PulledSources pulled;
    private final InstantSource clock;
    private final Executor executor;
    private final Map<RolloutId, Chunks> remembered = new LinkedHashMap<>(16, 0.75f, true);

    public ReadEarlierDays(PulledSources pulled, InstantSource clock, Executor executor) {
        this.pulled = pulled;
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public SortedMap<Integer, LookEvidence> before(RolloutSpec spec, Instant at) {
        var sources = pulled.of(spec.service().name());
        if (sources.isEmpty()) {
            return new TreeMap<>();
        }
        long millis = spec.lookLength().toMillis();
        long number = Math.floorDiv(at.toEpochMilli() + millis / 2, millis);
        long chunk = Math.floorDiv(number, (long) CHUNK_LOOKS);
        int index = (int) (number - chunk * CHUNK_LOOKS);
        Chunks chunks = chunks(spec.id());
        if (!chunks.isNew(number)) {
            return new TreeMap<>();
        }
        if (index >= READ_AHEAD_FROM) {
            chunks.prepare(chunk + 1, () -> reading(sources, chunk + 1, spec.lookLength()));
        }
        return chunks
                .get(chunk, () -> reading(sources, chunk, spec.lookLength()))
                .getNow(List.of())
                .stream()
                .filter(day -> !day.looks().get(index).counts().isEmpty())
                .collect(
                        TreeMap::new,
                        (map, day) ->
                                map.put(
                                        day.back(),
                                        spec.edges()
                                                .reduce(
                                                        EverythingOld.look(
                                                                day.looks().get(index)))),
                        TreeMap::putAll);
    }

    private Chunks chunks(RolloutId id) {
        synchronized (remembered) {
            var chunks = remembered.computeIfAbsent(id, _ -> new Chunks());
            if (remembered.size() > ROLLOUTS_MAX) {
                remembered.remove(remembered.keySet().iterator().next());
            }
            return chunks;
        }
    }

    private CompletableFuture<List<Day>> reading(
            List<EvidenceSource> sources, long chunk, Duration look) {
        Instant first = Instant.ofEpochMilli(chunk * CHUNK_LOOKS * look.toMillis());
        return CompletableFuture.supplyAsync(() -> days(sources, first, look), executor)
                .exceptionally(failure -> {
                    LOG.warn("Earlier days not read. first={}", first, failure);
                    return List.of();
                });
    }

    /** Day by day, so that a region is asked for one chunk at a time. */
    private List<Day> days(List<EvidenceSource> sources, Instant first, Duration look) {
        var days = new ArrayList<Day>();
        for (int back = 1; back <= DAYS_MAX; back++) {
            var begin = first.minus(Duration.ofDays(back));
            var reader = new PastReader(sources, look, begin, clock, executor);
            days.add(new Day(back, reader.read(CHUNK_LOOKS)));
        }
        return days;
    }

    private record Day(int back, List<ServerEvidence> looks) {}

    /** What is remembered of one rollout. */
    private static final class Chunks {

        private final TreeMap<Long, CompletableFuture<List<Day>>> byNumber = new TreeMap<>();
        private long lastLook = Long.MIN_VALUE;

        /** Each look of the past is given once. */
        synchronized boolean isNew(long look) {
            if (look <= lastLook) {
                return false;
            }
            lastLook = look;
            return true;
        }

        /** Begins to read a chunk that will be asked for soon. */
        synchronized void prepare(long number, Supplier<CompletableFuture<List<Day>>> reading) {
            byNumber.computeIfAbsent(number, _ -> reading.get());
            forget();
        }

        private void forget() {
            while (byNumber.size() > 2) {
                byNumber.pollFirstEntry();
            }
        }

        synchronized CompletableFuture<List<Day>> get(
                long number, Supplier<CompletableFuture<List<Day>>> reading) {
            var chunk = byNumber.computeIfAbsent(number, _ -> reading.get());
            forget();
            return chunk;
        }
    }
}
