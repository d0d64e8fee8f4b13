package io.portcullis.simulation.rule;

import java.util.Arrays;

/**
 * Mann and Whitney's rank sum test with the asymptotic confidence interval of the shift, as R's
 * wilcox.test and Kayenta's MannWhitney.scala compute it (spinnaker/kayenta, kayenta-mannwhitney):
 *
 * <p>z(d) = (R(x - d) - n(n + 1)/2 - nm/2 - 1/2 sign) / sigma, ties averaged; the limits are the roots
 * of z(d) = z_{1-a/2} and z(d) = -z_{1-a/2}, the estimate the root of z(d) = 0. Roots are bisected to
 * more digits than Kayenta's 1e-4, which is coarse for error ratios.
 */
final class RankSum {

    private static final int HALVINGS = 50;

    private double[] sortedX = {};
    private double[] sortedY = {};
    private int sizeX;
    private int sizeY;

    /** Adds a value of the experiment. */
    void addX(double value) {
        sortedX = insert(sortedX, sizeX++, value);
    }

    /** Adds a value of the control. */
    void addY(double value) {
        sortedY = insert(sortedY, sizeY++, value);
    }

    private static double[] insert(double[] sorted, int size, double value) {
        double[] room = size < sorted.length ? sorted : Arrays.copyOf(sorted, 2 * size + 16);
        int at = size;
        while (at > 0 && room[at - 1] > value) {
            room[at] = room[at - 1];
            at--;
        }
        room[at] = value;
        return room;
    }

    /** Values of the smaller side. */
    int size() {
        return Math.min(sizeX, sizeY);
    }

    /** Smallest shift whose z does not exceed the quantile. */
    double root(double quantile) {
        double low = sortedX[0] - sortedY[sizeY - 1];
        double high = sortedX[sizeX - 1] - sortedY[0];
        if (z(low) <= quantile) {
            return low;
        }
        if (z(high) >= quantile) {
            return high;
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (z(middle) > quantile) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** z(d); 0 when everything is tied. */
    double z(double shift) {
        double rankSum = 0;
        double ties = 0;
        int ofX = 0;
        int ofY = 0;
        while (ofX < sizeX || ofY < sizeY) {
            double value = next(ofX, ofY, shift);
            int equalX = ofX;
            while (equalX < sizeX && sortedX[equalX] - shift == value) {
                equalX++;
            }
            int equalY = ofY;
            while (equalY < sizeY && sortedY[equalY] == value) {
                equalY++;
            }
            double tied = equalX - ofX + equalY - ofY;
            double rank = ofX + ofY + (tied + 1) / 2;
            rankSum += rank * (equalX - ofX);
            ties += tied * tied * tied - tied;
            ofX = equalX;
            ofY = equalY;
        }
        return z(rankSum, ties);
    }

    private double next(int ofX, int ofY, double shift) {
        if (ofX == sizeX) {
            return sortedY[ofY];
        }
        double x = sortedX[ofX] - shift;
        return ofY == sizeY ? x : Math.min(x, sortedY[ofY]);
    }

    private double z(double rankSum, double ties) {
        double n = sizeX;
        double m = sizeY;
        double above = rankSum - n * (n + 1) / 2 - n * m / 2;
        double variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        return variance <= 0 ? 0 : (above - Math.signum(above) / 2) / Math.sqrt(variance);
    }
}
