package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Means of pushed gauges over blocks of three looks, each an observation of its server (analysis 1).
 * A block that is open when the process is killed is lost, as increments are. Not thread-safe.
 */
final class LevelBlocks {

    private static final int BLOCK_LOOKS = 3;

    private final long lengthMillis;
    private final Map<String, Block> open = new HashMap<>();

    LevelBlocks(Duration look) {
        lengthMillis = Math.max(1, look.toMillis() * BLOCK_LOOKS);
    }

    int size() {
        return open.size();
    }

    boolean knows(String series) {
        return open.containsKey(series);
    }

    /** Adds a value; one of a later block ends the one before. */
    void add(String series, PushedLevel level, Tally tally) {
        long number = Math.floorDiv(level.at().toEpochMilli(), lengthMillis);
        var block = open.get(series);
        if (block != null && number < block.number()) {
            return;
        }
        if (block != null && number == block.number()) {
            open.put(series, block.plus(level));
            return;
        }
        if (block != null) {
            close(block, tally);
        }
        open.put(series, new Block(number, level.value(), 1, level));
    }

    /** Ends blocks that nothing more will come of. */
    void closeBefore(Instant oldest, Tally tally) {
        open.values()
                .removeIf(block -> {
                    boolean over = (block.number() + 1) * lengthMillis <= oldest.toEpochMilli();
                    if (over) {
                        close(block, tally);
                    }
                    return over;
                });
    }

    private static void close(Block block, Tally tally) {
        var cell = block.newest().cell();
        double mean = block.sum() / block.count();
        tally.add(cell.part(Bucket.ALL), Share.TOTAL, 1);
        String bucket = ExponentialGrid.LEVEL.of(mean).of(cell.signal()).part();
        tally.add(cell.part(bucket), Share.TOTAL, 1);
        double limit = block.newest().limit();
        if (limit > 0) {
            tally.add(cell.part(Exhausted.USED), Share.TOTAL, Math.max(0, mean / limit));
            tally.add(cell.part(Exhausted.USED), Share.BAD, 1);
        }
    }

    private record Block(long number, double sum, int count, PushedLevel newest) {

        Block plus(PushedLevel level) {
            return new Block(number, sum + level.value(), count + 1, level);
        }
    }
}
