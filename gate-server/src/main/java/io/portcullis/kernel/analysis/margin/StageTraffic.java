package io.portcullis.kernel.analysis.margin;

import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What margins rest on, taken when a stage opens and kept for its whole length.
 *
 * @param looks looks before the stage
 * @param exposurePerLook all arms, by place
 * @param rates p-hat of the old version, by place
 * @param comparisonShares part of the old version's traffic on the comparison arm, by stream of the
 *     release comparator
 * @param keptRungs rungs of groups whose E goes on, by group of the release comparator; -1 for none
 * @param levels dispersions used when the stage opened, by level of the release comparator
 */
@SuppressWarnings("ArrayRecordComponent") // read in place once, never compared
public record StageTraffic(
        int looks,
        List<Double> exposurePerLook,
        List<Double> rates,
        List<Double> comparisonShares,
        List<Integer> keptRungs,
        List<Dispersion> levels) {

    public StageTraffic {
        exposurePerLook = List.copyOf(exposurePerLook);
        rates = List.copyOf(rates);
        comparisonShares = List.copyOf(comparisonShares);
        keptRungs = List.copyOf(keptRungs);
        levels = List.copyOf(levels);
    }

    public static StageTraffic of(
            Family places,
            LooksBefore before,
            List<Double> comparisonShares,
            List<Integer> keptRungs,
            List<Dispersion> levels) {
        return new StageTraffic(
                before.looks(),
                places.streams().stream().map(before::exposurePerLook).toList(),
                places.streams().stream().map(before::rate).toList(),
                comparisonShares,
                keptRungs,
                levels);
    }

    public void write(StateWriter state) {
        state.write(looks);
        exposurePerLook.forEach(state::write);
        rates.forEach(state::write);
        comparisonShares.forEach(state::write);
        keptRungs.forEach(state::write);
        levels.forEach(level -> level.write(state));
    }

    public static StageTraffic read(
            Family places, LevelDispersions dispersions, StateReader state) {
        Family family = dispersions.family();
        int looks = state.readInt();
        int placeCount = places.streams().size();
        List<Double> exposurePerLook = numbers(placeCount, state);
        List<Double> rates = numbers(placeCount, state);
        List<Double> comparisonShares = numbers(family.streams().size(), state);
        List<Integer> keptRungs = family.keys().stream().map(_ -> state.readInt()).toList();
        List<Dispersion> levels =
                dispersions.levels().stream().map(_ -> Dispersion.read(state)).toList();
        return new StageTraffic(looks, exposurePerLook, rates, comparisonShares, keptRungs, levels);
    }

    private static List<Double> numbers(int count, StateReader state) {
        var numbers = new ArrayList<Double>();
        for (int index = 0; index < count; index++) {
            numbers.add(state.readDouble());
        }
        return numbers;
    }
}
