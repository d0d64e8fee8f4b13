package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import java.util.Arrays;

/**
 * How much the days before differ from one another at the clock times of a stage (analysis 8.9).
 *
 * <pre>
 *   y_d = log((x_d + 1) / (e_d + 1)),  sigma_day^2 = max(variance of y over days, mean of 1/(x_d + 1))
 *   rho_0 = max(1.5, e^{3 sigma_day})
 * </pre>
 *
 * <p>The sampling noise of y is left in, and is the least: few events make the tolerance wide, and
 * days that agree by luck do not make it narrow.
 */
final class DayLevels {

    /** sigma_day while fewer than two days are known: as of days without an event. */
    private static final double UNKNOWN = 1;

    private static final double DEVIATIONS = 3;

    private final int days;
    private final double[] expected;
    private final long[] events;

    /** Levels of several streams over at most this many days. */
    DayLevels(int streams, int days) {
        this.days = days;
        expected = new double[streams * days];
        events = new long[streams * days];
    }

    void clear() {
        Arrays.fill(expected, 0);
        Arrays.fill(events, 0);
    }

    /** Adds what was counted on a day, 1 the day before. */
    void add(int stream, int day, double addedExpected, long addedEvents) {
        int at = stream * days + day - 1;
        expected[at] += addedExpected;
        events[at] += addedEvents;
    }

    /** rho_0 of a stream. */
    double tolerance(int stream) {
        double deviation = deviation(stream);
        return Math.max(TouchedTest.TOLERANCE_BASE, Math.exp(DEVIATIONS * deviation));
    }

    /** sigma_day of a stream; as of days without an event while fewer than two are known. */
    double deviation(int stream) {
        double sum = 0;
        double squares = 0;
        double noise = 0;
        int known = 0;
        for (int at = stream * days; at < (stream + 1) * days; at++) {
            if (expected[at] > 0) {
                double level = Math.log((events[at] + 1) / (expected[at] + 1));
                known++;
                sum += level;
                squares += level * level;
                noise += 1.0 / (events[at] + 1);
            }
        }
        if (known < 2) {
            return UNKNOWN;
        }
        double variance = (squares - sum * sum / known) / (known - 1);
        return Math.sqrt(Math.max(variance, noise / known));
    }

    void write(StateWriter state) {
        state.write(expected);
        state.write(events);
    }

    void read(StateReader state) {
        state.read(expected);
        state.read(events);
    }
}
