package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;

/**
 * What margins rest on, taken when a stage opens and kept for its whole length.
 *
 * @param looks looks before the stage
 * @param exposurePerLook all arms, by place
 * @param rates p-hat of the old version, by place
 * @param comparisonShares part of the old version's traffic on the comparison arm, by stream of the
 *     release comparator
 * @param keptRungs rungs of groups whose E goes on, by group of the release comparator; -1 for none
 */
record StageTraffic(
        int looks,
        double[] exposurePerLook,
        double[] rates,
        double[] comparisonShares,
        int[] keptRungs) {

    static StageTraffic of(
            Family places, LooksBefore before, double[] comparisonShares, int[] keptRungs) {
        return new StageTraffic(
                before.looks(),
                places.streams().stream().mapToDouble(before::exposurePerLook).toArray(),
                places.streams().stream().mapToDouble(before::rate).toArray(),
                comparisonShares,
                keptRungs);
    }

    void write(StateWriter state) {
        state.write(looks);
        state.write(exposurePerLook);
        state.write(rates);
        state.write(comparisonShares);
        state.write(keptRungs);
    }

    static StageTraffic read(Family places, Family family, StateReader state) {
        int looks = state.readInt();
        var traffic =
                new StageTraffic(
                        looks,
                        new double[places.streams().size()],
                        new double[places.streams().size()],
                        new double[family.streams().size()],
                        new int[family.keys().size()]);
        state.read(traffic.exposurePerLook);
        state.read(traffic.rates);
        state.read(traffic.comparisonShares);
        state.read(traffic.keptRungs);
        return traffic;
    }
}
