package io.portcullis.simulation.world;

/** log n!: a table, and Stirling's series above it. */
public final class LogFactorial {

    private static final int TABLE_SIZE = 256;
    private static final double[] TABLE = table();

    private LogFactorial() {}

    /** log n! for n of 0 or more. */
    public static double of(long n) {
        if (n < TABLE_SIZE) {
            return TABLE[(int) n];
        }
        double x = n + 1.0;
        double inverse = 1 / x;
        double squared = inverse * inverse;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1.0 / 12 - squared * (1.0 / 360 - squared / 1260));
    }

    private static double[] table() {
        var table = new double[TABLE_SIZE];
        for (int n = 2; n < TABLE_SIZE; n++) {
            table[n] = table[n - 1] + Math.log((double) n);
        }
        return table;
    }
}
