package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * How much the two sides differ by themselves, from the looks before a stage in blocks of sixty
 * seconds (analysis 2.8): all touched places together on their own, single ones pooled over all
 * places against the other untouched ones. Where nothing is untouched, the first half of the looks
 * against the second.
 */
final class TouchedDispersions {

    private final TouchedFamily family;
    private final SortedSet<Region> regions;
    private final Dispersion uncalibrated;

    TouchedDispersions(TouchedFamily family, SortedSet<Region> regions, Dispersion uncalibrated) {
        this.family = family;
        this.regions = regions;
        this.uncalibrated = uncalibrated;
    }

    /** Dispersion of each stream of the family. */
    Dispersion[] of(Sides sides, PlaceRates rates, List<PlaceCounts> looks) {
        List<PlaceCounts> blocks = blocks(looks);
        var pooled = new HashMap<SignalName, Dispersion>();
        var dispersions = new Dispersion[family.keys().size()];
        for (int stream = 0; stream < dispersions.length; stream++) {
            TouchedKey key = family.keys().get(stream);
            int[] untouched = sides.untouched()[stream];
            dispersions[stream] =
                    key.region().isEmpty()
                            ? together(sides, stream, rates, blocks)
                            : pooled.computeIfAbsent(
                                    key.signal(), it -> pooled(it, untouched, rates, blocks));
        }
        return dispersions;
    }

    private Dispersion together(
            Sides sides, int stream, PlaceRates rates, List<PlaceCounts> blocks) {
        int[] touched = sides.touched()[stream];
        if (sides.hasUntouched(stream)) {
            var pair = new BlockWindows.Pair(touched, sides.untouched()[stream]);
            return calibrated(new BlockWindows(List.of(pair), rates, blocks, 0), 1);
        }
        var halves = new BlockWindows.Pair(touched, touched);
        int lag = (blocks.size() + 1) / 2;
        return calibrated(new BlockWindows(List.of(halves), rates, blocks, lag), 1);
    }

    private Dispersion pooled(
            SignalName signal, int[] untouched, PlaceRates rates, List<PlaceCounts> blocks) {
        var pairs = new ArrayList<BlockWindows.Pair>();
        for (Region region : regions) {
            int[] here = family.places(new TouchedKey(signal, Optional.of(region)));
            int[] others =
                    IntStream.of(untouched)
                            .filter(place -> IntStream.of(here).noneMatch(it -> it == place))
                            .toArray();
            if (here.length > 0 && others.length > 0) {
                pairs.add(new BlockWindows.Pair(here, others));
            }
        }
        return calibrated(new BlockWindows(pairs, rates, blocks, 0), pairs.size());
    }

    private Dispersion calibrated(BlockWindows windows, int pairs) {
        if (pairs == 0) {
            return uncalibrated;
        }
        var members = IntStream.range(0, pairs).mapToObj(pair -> new int[] {pair}).toList();
        var calibration = new Calibration(Groups.of(pairs, members), new int[pairs], 1);
        return calibration.calibrate(windows, new Dispersion[] {uncalibrated})[0];
    }

    /** Whole blocks, the last ones where there is a remainder. */
    private static List<PlaceCounts> blocks(List<PlaceCounts> looks) {
        var blocks = new ArrayList<PlaceCounts>();
        int first = looks.size() % TouchedTest.BLOCK_LOOKS;
        for (int from = first; from < looks.size(); from += TouchedTest.BLOCK_LOOKS) {
            var block = new PlaceCounts(looks.get(from).size());
            looks.subList(from, from + TouchedTest.BLOCK_LOOKS).forEach(block::add);
            blocks.add(block);
        }
        return blocks;
    }
}
