package io.portcullis.app.replay;

import io.portcullis.app.gather.PastReader;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Gives past looks one after the other, tells how far it is, and keeps what was missing. The next
 * chunk is read while the present one is played. Used once.
 */
final class PastFeed {

    /** Kinds of gaps that are kept. */
    private static final int GAPS_MAX = 20;

    private final PastReader reader;
    private final Executor executor;
    private final int looks;
    private final Map<String, Gap> gapsSeen = new LinkedHashMap<>();
    private long gapCount;

    /**
     * @param looks to be read
     */
    PastFeed(PastReader reader, Executor executor, int looks) {
        this.reader = reader;
        this.executor = executor;
        this.looks = looks;
    }

    /**
     * Feeds until all looks are read or no more are wanted.
     *
     * @param taker says whether it wants more
     * @throws CancellationException when nobody waits any more
     */
    void feed(
            String part,
            Watcher watcher,
            IntSupplier intervalsDone,
            Predicate<ServerEvidence> taker)
            throws InterruptedException {
        int read = 0;
        boolean wantsMore = true;
        var next = chunk(read);
        while (read < looks && wantsMore) {
            List<ServerEvidence> chunk = next.join();
            next = chunk(read + chunk.size());
            ServerEvidence last = chunk.getFirst();
            for (int index = 0; index < chunk.size() && wantsMore; index++) {
                requireThere(watcher);
                last = chunk.get(index);
                keepGaps(last);
                wantsMore = taker.test(last);
                read++;
            }
            watcher.progress(
                    new Watcher.Progress(
                            part, read, looks, intervalsDone.getAsInt(), last.at(), gapCount));
        }
    }

    private static void requireThere(Watcher watcher) {
        if (!watcher.isThere()) {
            throw new CancellationException("nobody waits for the replay any more");
        }
    }

    private CompletableFuture<List<ServerEvidence>> chunk(int read) {
        int wanted = Math.min(PastReader.CHUNK_LOOKS_MAX, looks - read);
        return wanted == 0
                ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.supplyAsync(() -> reader.read(wanted), executor);
    }

    private void keepGaps(ServerEvidence look) {
        for (Gap gap : look.gaps()) {
            gapCount += gap.signal() == null ? 1 : 0;
            String kind = gap.region() + " " + gap.cause() + " " + gap.signal();
            if (gapsSeen.size() < GAPS_MAX) {
                gapsSeen.putIfAbsent(kind, gap);
            }
        }
    }

    /** What was missing, each kind once. */
    List<Gap> gaps() {
        return List.copyOf(gapsSeen.values());
    }

    /** Looks of a region that could not be read. */
    long gapCount() {
        return gapCount;
    }
}
