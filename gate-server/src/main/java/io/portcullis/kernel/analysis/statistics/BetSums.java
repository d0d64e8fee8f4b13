package io.portcullis.kernel.analysis.statistics;

/**
 * Sums S of many bets as they are, not as logarithms, and still without bounds: a mantissa between
 * 2^-256 and 2^256 times 2^(512 k). What differs by a whole step is below the last place of the
 * other and is left out, so that the result is that of exact scaling. A mantissa of 0 is no mass.
 */
final class BetSums {

    private static final int STEP_BITS = 512;
    private static final double STEP = 0x1p512;
    private static final double STEP_BACK = 0x1p-512;
    private static final double LARGE = 0x1p256;
    private static final double SMALL = 0x1p-256;
    private static final double LOG_STEP = STEP_BITS * Math.log(2);

    /** e to this, either way, times a mantissa is still within a double and one step. */
    private static final double EXPONENT_MAX = 128;

    private final double[] mantissas;
    private final int[] steps;

    BetSums(int count) {
        mantissas = new double[count];
        steps = new int[count];
    }

    /** S <- S + mass, with mass of at most 1. */
    void enter(int bet, double mass) {
        if (mass <= 0 || steps[bet] > 0) {
            return;
        }
        mantissas[bet] = steps[bet] == 0 ? mantissas[bet] + mass : mass;
        steps[bet] = 0;
    }

    /** S <- S x factor, a factor between 2^-256 and 2^256. */
    void multiply(int bet, double factor) {
        double product = mantissas[bet] * factor;
        if (product >= LARGE) {
            product *= STEP_BACK;
            steps[bet]++;
        } else if (product < SMALL && product > 0) {
            product *= STEP;
            steps[bet]--;
        }
        mantissas[bet] = product;
    }

    /** S <- S e^exponent. */
    void raise(int bet, double exponent) {
        double left = exponent;
        while (Math.abs(left) > EXPONENT_MAX) {
            double part = Math.copySign(EXPONENT_MAX, left);
            multiply(bet, Math.exp(part));
            left -= part;
        }
        multiply(bet, Math.exp(left));
    }

    /** Largest step among some bets with mass; the least int without any. */
    int top(int from, int to) {
        int top = Integer.MIN_VALUE;
        for (int bet = from; bet < to; bet++) {
            top = Math.max(top, mantissas[bet] > 0 ? steps[bet] : Integer.MIN_VALUE);
        }
        return top;
    }

    /** Sum of some bets in units of 2^(512 step). */
    double sum(int from, int to, int step) {
        double sum = 0;
        for (int bet = from; bet < to; bet++) {
            sum += at(mantissas[bet], steps[bet], step);
        }
        return sum;
    }

    /** A number of one step in units of a step that is not lower. */
    static double at(double mantissa, int ofStep, int step) {
        if (ofStep == step) {
            return mantissa;
        }
        return ofStep == step - 1 ? mantissa * STEP_BACK : 0;
    }

    /** log of a mantissa times 2^(512 step). */
    static double log(double mantissa, int step) {
        return Math.log(mantissa) + step * LOG_STEP;
    }

    void write(StateWriter state, int from, int to) {
        for (int bet = from; bet < to; bet++) {
            state.write(mantissas[bet]);
            state.writeSigned(steps[bet]);
        }
    }

    void read(StateReader state, int from, int to) {
        for (int bet = from; bet < to; bet++) {
            mantissas[bet] = state.readDouble();
            steps[bet] = state.readSigned();
        }
    }
}
