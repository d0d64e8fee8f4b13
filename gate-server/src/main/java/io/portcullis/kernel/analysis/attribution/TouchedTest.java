package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.FailParameters;
import io.portcullis.kernel.analysis.statistics.FailTest;
import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.Window;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Evidence that touched places grew worse than untouched ones, all arms together (analysis 2.8).
 *
 * <pre>
 *   block of 6 looks:  n_c = sum of e_i over touched,  n_b = sum of e_i over untouched,  x likewise
 *   rho_S = 1.5 exp(2 sigma),  sigma^2 = phi_cl (1/(X_T + 1) + 1/(X_U + 1))
 *   W^S = sum v_g W_g by 2.2-2.4 with epsilon 0;  fails while log W^S >= -log alpha_S
 * </pre>
 *
 * <p>Exposures are expected events, so a difference of level between the two sides cancels. What is
 * expected follows the last 360 looks at every full hour of the stage. W^S runs on through all
 * stages. Where nothing is untouched the touched places together are compared with themselves at
 * the same clock time of earlier days, in the same W^S, with rho_0 of {@link DayLevels}. Not
 * thread-safe.
 */
final class TouchedTest {

    static final int BLOCK_LOOKS = 6;
    static final int ESTIMATE_LOOKS = 360;

    /** rho_S where everything is known well. */
    static final double TOLERANCE_BASE = 1.5;

    private static final double DEVIATIONS = 2;
    private static final int BAD_EVENTS_MIN = 10;
    private static final double EXPOSURE_MIN = Double.MIN_VALUE;

    private final int streams;
    private final boolean[] exchanged;
    private final FailTest fail;
    private final Blocks blocks;
    private final Blocks none;
    private final PlaceRates rates;
    private final PlaceCounts sinceEstimate;
    private final DayLevels levels;
    private final Balance balance;

    private final double[] tolerances;
    private final Dispersion[] dispersions;
    private final int[] daysKnown;
    private Sides sides;
    private int looks;

    /**
     * What is fixed over the plan.
     *
     * @param excess epsilon, added to what is usual at a place
     * @param alpha alpha_S
     * @param looksPlanned T
     */
    record Setting(double excess, double alpha, int looksPlanned) {}

    /**
     * A test before the first stage.
     *
     * @param weights v_g per stream; their sum is 1
     * @param exchanged streams of which fewer events are worse: the sides of a window change places
     * @param signals positions of the places of each signal
     */
    TouchedTest(double[] weights, boolean[] exchanged, int[][] signals, Setting setting) {
        streams = weights.length;
        this.exchanged = exchanged.clone();
        int places = Arrays.stream(signals).mapToInt(it -> it.length).sum();
        tolerances = new double[streams];
        Arrays.fill(tolerances, TOLERANCE_BASE);
        dispersions = new Dispersion[streams];
        Arrays.fill(dispersions, Dispersion.UNCALIBRATED);
        fail =
                new FailTest(
                        Groups.of(
                                streams,
                                IntStream.range(0, streams)
                                        .mapToObj(stream -> new int[] {stream})
                                        .toList()),
                        weights,
                        dispersions,
                        tolerances,
                        FailParameters.of(setting.alpha(), 0, setting.looksPlanned()));
        blocks = new Blocks(streams, EXPOSURE_MIN);
        none = new Blocks(streams, EXPOSURE_MIN);
        rates = new PlaceRates(signals, places, setting.excess());
        sinceEstimate = new PlaceCounts(places);
        levels = new DayLevels(streams, DaysBefore.DAYS_MAX);
        balance = new Balance(streams);
        daysKnown = new int[streams];
        sides = Sides.none(streams);
    }

    /** Counts the first looks as made, without any traffic. */
    void skip(int count) {
        if (streams > 0) {
            fail.skip(count);
        }
    }

    /**
     * Opens a stage.
     *
     * @param before the last 360 looks before it
     * @param calibrated dispersion of each stream, from those looks
     */
    void open(Sides opened, PlaceCounts before, Dispersion[] calibrated) {
        sides = opened;
        looks = 0;
        rates.estimate(before);
        sinceEstimate.clear();
        levels.clear();
        Arrays.fill(daysKnown, 0);
        for (int stream = 0; stream < streams; stream++) {
            blocks.drop(stream);
            balance.reset(stream);
            dispersions[stream] = calibrated[stream];
        }
        retune();
    }

    /**
     * Applies a look.
     *
     * @param days the same places at the same clock time, by days back; used only where nothing is
     *     untouched
     */
    void look(PlaceCounts now, SortedMap<Integer, PlaceCounts> days) {
        looks++;
        for (int stream = 0; stream < streams; stream++) {
            if (sides.hasUntouched(stream)) {
                againstUntouched(stream, now);
            } else if (sides.isLive(stream) && days.size() >= DaysBefore.DAYS_MIN) {
                againstDays(stream, now, days);
            }
        }
        sinceEstimate.add(now);
        if (looks % BLOCK_LOOKS != 0) {
            fail.look(none);
            return;
        }
        blocks.flush();
        fail.look(blocks);
        if (looks % ESTIMATE_LOOKS == 0) {
            rates.estimate(sinceEstimate);
            sinceEstimate.clear();
        }
        retune();
    }

    private void againstUntouched(int stream, PlaceCounts now) {
        int[] touched = sides.touched()[stream];
        int[] untouched = sides.untouched()[stream];
        add(
                stream,
                now.exposure(touched),
                now.exposure(untouched),
                new Window(
                        rates.expected(touched, now),
                        now.events(touched),
                        rates.expected(untouched, now),
                        now.events(untouched)));
    }

    private void againstDays(int stream, PlaceCounts now, SortedMap<Integer, PlaceCounts> days) {
        int[] touched = sides.touched()[stream];
        double expected = 0;
        double exposure = 0;
        long events = 0;
        for (var day : days.entrySet()) {
            PlaceCounts then = day.getValue();
            double expectedThen = rates.expected(touched, then);
            levels.add(stream, day.getKey(), expectedThen, then.events(touched));
            expected += expectedThen;
            exposure += then.exposure(touched);
            events += then.events(touched);
        }
        daysKnown[stream] = Math.max(daysKnown[stream], days.size());
        add(
                stream,
                now.exposure(touched),
                exposure,
                new Window(rates.expected(touched, now), now.events(touched), expected, events));
    }

    private void add(int stream, double touched, double other, Window window) {
        blocks.add(stream, exchanged[stream] ? exchanged(window) : window);
        balance.add(stream, touched, other, window);
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // the sides change places on purpose
    private static Window exchanged(Window window) {
        return new Window(
                window.oldExposure(),
                window.oldEvents(),
                window.canaryExposure(),
                window.canaryEvents());
    }

    /** The tolerances of the next block. */
    private void retune() {
        for (int stream = 0; stream < streams; stream++) {
            if (sides.isLive(stream)) {
                tolerances[stream] =
                        sides.hasUntouched(stream)
                                ? againstUntouched(stream)
                                : levels.tolerance(stream);
            }
        }
        apply();
    }

    private double againstUntouched(int stream) {
        double touched = rates.eventsBehind(sides.touched()[stream]) + 1.0;
        double untouched = rates.eventsBehind(sides.untouched()[stream]) + 1.0;
        double variance = dispersions[stream].clustering() * (1 / touched + 1 / untouched);
        return TOLERANCE_BASE * Math.exp(DEVIATIONS * Math.sqrt(variance));
    }

    private void apply() {
        for (int stream = 0; stream < streams; stream++) {
            fail.tolerate(stream, tolerances[stream]);
            fail.disperse(stream, dispersions[stream]);
        }
    }

    FailTest fail() {
        return fail;
    }

    /** log W^S; 0 when the plan touches nothing that is judged. */
    double logTotal() {
        return streams == 0 ? 0 : fail.logTotal();
    }

    Sides sides() {
        return sides;
    }

    PlaceRates rates() {
        return rates;
    }

    Balance balance() {
        return balance;
    }

    /** rho_S of a stream at its next block. */
    double tolerance(int stream) {
        return tolerances[stream];
    }

    /**
     * Whether counts of both sides say of a stream what its test fails on, at the present rates:
     * x_T >= 10 and x_T / e_T >= rho_S (x_U + 1) / e_U.
     *
     * @param other counts of what it is compared with
     */
    boolean isBad(int stream, PlaceCounts now, PlaceCounts other) {
        int[] touched = sides.touched()[stream];
        int[] compared = sides.hasUntouched(stream) ? sides.untouched()[stream] : touched;
        var window =
                new Window(
                        rates.expected(touched, now),
                        now.events(touched),
                        rates.expected(compared, other),
                        other.events(compared));
        Window turned = exchanged[stream] ? exchanged(window) : window;
        return turned.canaryEvents() >= BAD_EVENTS_MIN
                && turned.canaryEvents() * turned.oldExposure()
                        >= tolerances[stream] * (turned.oldEvents() + 1) * turned.canaryExposure();
    }

    /** D, most earlier days a look of the stage could be compared with; 0 when not against days. */
    int daysKnown(int stream) {
        return daysKnown[stream];
    }

    void write(StateWriter state) {
        state.write(looks);
        rates.write(state);
        sinceEstimate.write(state);
        levels.write(state);
        balance.write(state);
        blocks.write(state);
        state.write(tolerances);
        for (Dispersion dispersion : dispersions) {
            state.write(dispersion.clustering());
            state.write(dispersion.variationSquared());
        }
        state.write(daysKnown);
        fail.write(state);
    }

    /** Reads what was written with these sides. */
    void read(StateReader state, Sides open) {
        sides = open;
        looks = state.readInt();
        rates.read(state);
        sinceEstimate.read(state);
        levels.read(state);
        balance.read(state);
        blocks.read(state);
        state.read(tolerances);
        for (int stream = 0; stream < streams; stream++) {
            double clustering = state.readDouble();
            dispersions[stream] = new Dispersion(clustering, state.readDouble());
        }
        state.read(daysKnown);
        fail.read(state);
        apply();
    }
}
