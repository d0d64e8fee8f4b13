package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import java.util.List;

/**
 * The looks before a stage in blocks of sixty seconds, as windows in which nothing differs: the places
 * on one side against those on the other, in expected events (analysis 2.8, 2.9). With a lag the
 * right side is counted so many blocks later.
 */
final class BlockWindows implements Calibration.Windows {

    private final List<Pair> pairs;
    private final PlaceRates rates;
    private final List<PlaceCounts> blocks;
    private final int lag;
    private final StreamWindows windows;

    /**
     * Two sides that are compared.
     *
     * @param left places in the part of the touched ones
     * @param right places in the part of the untouched ones
     */
    @SuppressWarnings("ArrayRecordComponent") // read in place, never compared
    record Pair(int[] left, int[] right) {}

    BlockWindows(List<Pair> pairs, PlaceRates rates, List<PlaceCounts> blocks, int lag) {
        this.pairs = List.copyOf(pairs);
        this.rates = rates;
        this.blocks = List.copyOf(blocks);
        this.lag = lag;
        windows = new StreamWindows(pairs.size());
    }

    @Override
    public int looks() {
        return blocks.size() - lag;
    }

    @Override
    public StreamWindows at(int look) {
        PlaceCounts block = blocks.get(look);
        PlaceCounts later = blocks.get(look + lag);
        for (int stream = 0; stream < pairs.size(); stream++) {
            int[] left = pairs.get(stream).left();
            int[] right = pairs.get(stream).right();
            windows.setCanary(stream, rates.expected(left, block), block.events(left));
            windows.setOld(stream, rates.expected(right, later), later.events(right));
        }
        return windows;
    }
}
