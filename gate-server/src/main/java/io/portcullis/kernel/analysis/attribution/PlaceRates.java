package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;

/**
 * What is usual at each place, from the last looks of all arms (analysis 2.7, 2.8).
 *
 * <pre>
 *   p-hat_i = (X_i + 1) / (N_i + 1/pbar),  pbar = (sum X + 1) / (sum N + 1) over the signal's places
 *   e_i = n_i (p-hat_i + epsilon)
 * </pre>
 */
final class PlaceRates {

    private final int[][] signals;
    private final double excess;
    private final double[] rates;
    private final long[] events;

    /**
     * Rates before anything is known.
     *
     * @param signals positions of the places of each signal
     * @param excess epsilon
     */
    PlaceRates(int[][] signals, int places, double excess) {
        this.signals = signals;
        this.excess = excess;
        rates = new double[places];
        events = new long[places];
    }

    void estimate(PlaceCounts before) {
        for (int[] ofSignal : signals) {
            double mean = (before.events(ofSignal) + 1.0) / (before.exposure(ofSignal) + 1.0);
            for (int place : ofSignal) {
                rates[place] = (before.events(place) + 1) / (before.exposure(place) + 1 / mean);
                events[place] = before.events(place);
            }
        }
    }

    /** p-hat of a place. */
    double rate(int place) {
        return rates[place];
    }

    /** X, events behind the rates of these places. */
    long eventsBehind(int[] places) {
        long sum = 0;
        for (int place : places) {
            sum += events[place];
        }
        return sum;
    }

    /** Sum of e_i over these places. */
    double expected(int[] places, PlaceCounts counts) {
        double sum = 0;
        for (int place : places) {
            sum += counts.exposure(place) * (rates[place] + excess);
        }
        return sum;
    }

    void write(StateWriter state) {
        for (int place = 0; place < rates.length; place++) {
            state.write(rates[place]);
            state.writeCompact(events[place]);
        }
    }

    void read(StateReader state) {
        for (int place = 0; place < rates.length; place++) {
            rates[place] = state.readDouble();
            events[place] = state.readCompactLong();
        }
    }
}
