package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Counts;
import java.util.Arrays;

/** What is shown of each stream since the stage opened: counted and expected, on both sides. */
final class Balance {

    private final double[] touchedExposure;
    private final double[] otherExposure;
    private final Window[] expected;

    Balance(int streams) {
        touchedExposure = new double[streams];
        otherExposure = new double[streams];
        expected = new Window[streams];
        Arrays.fill(expected, Window.EMPTY);
    }

    /** Adds a look: exposures as counted, and a window of expected events and events. */
    void add(int stream, double touched, double other, Window window) {
        touchedExposure[stream] += touched;
        otherExposure[stream] += other;
        expected[stream] = expected[stream].plus(window);
    }

    void reset(int stream) {
        touchedExposure[stream] = 0;
        otherExposure[stream] = 0;
        expected[stream] = Window.EMPTY;
    }

    Counts touched(int stream) {
        return new Counts(touchedExposure[stream], expected[stream].canaryEvents());
    }

    Counts other(int stream) {
        return new Counts(otherExposure[stream], expected[stream].oldEvents());
    }

    /** Events usual at the touched places for that much traffic. */
    double touchedExpected(int stream) {
        return expected[stream].canaryExposure();
    }

    double otherExpected(int stream) {
        return expected[stream].oldExposure();
    }

    void write(StateWriter state) {
        state.write(touchedExposure);
        state.write(otherExposure);
        for (Window window : expected) {
            state.write(window.canaryExposure());
            state.write(window.canaryEvents());
            state.write(window.oldExposure());
            state.write(window.oldEvents());
        }
    }

    void read(StateReader state) {
        state.read(touchedExposure);
        state.read(otherExposure);
        for (int stream = 0; stream < expected.length; stream++) {
            double touched = state.readDouble();
            long touchedEvents = state.readLong();
            double other = state.readDouble();
            expected[stream] = new Window(touched, touchedEvents, other, state.readLong());
        }
    }
}
