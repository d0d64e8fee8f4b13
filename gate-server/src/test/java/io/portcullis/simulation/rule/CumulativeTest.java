package io.portcullis.simulation.rule;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.LogFactorial;
import io.portcullis.simulation.world.World;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tests every stream at every look on all counts so far, against equality, with the rollout's error
 * budget shared evenly: alpha over the number of streams.
 */
public final class CumulativeTest implements Rule {

    private static final double ALPHA = 0.01;

    /** Below these the normal tests stay silent: their approximation has no tail there. */
    private static final int CANARY_EVENTS_MIN = 5;

    private static final int EVENTS_MIN = 10;

    /** Standard deviation of the true difference the mixture of mSPRT expects. */
    private static final double MIXTURE_SD = 0.01;

    /**
     * One-sided constant limit of 180 equal looks at alpha 0.01/144, by the recursion of Armitage,
     * McPherson and Rowe (1969).
     */
    private static final double POCOCK_LIMIT = 4.56;

    private final Calls test;
    private Totals[] totals = {};
    private boolean failed;

    /** Whether a stream's totals call it bad. */
    @FunctionalInterface
    private interface Calls {
        boolean bad(Totals totals, double alpha);
    }

    private CumulativeTest(Calls test) {
        this.test = test;
    }

    /** Fisher's exact test, one-sided, repeated as if each look were the only one. */
    public static Rule.Start fisher() {
        return _ -> new CumulativeTest(CumulativeTest::fisher);
    }

    /** Mixture SPRT of Johari, Koomen, Pekelis and Walsh (arXiv 1512.04922), normal mixture. */
    public static Rule.Start mixture() {
        return _ -> new CumulativeTest(CumulativeTest::mixture);
    }

    /** Pocock (1977): the pooled z test against one constant limit for 180 looks. */
    public static Rule.Start pocock() {
        return _ -> new CumulativeTest(CumulativeTest::pocock);
    }

    @Override
    public void look(int lookId, LookEvidence evidence, List<World.Stream> streams) {
        if (totals.length == 0) {
            totals = Stream.generate(Totals::new).limit(streams.size()).toArray(Totals[]::new);
        }
        for (int stream = 0; stream < totals.length; stream++) {
            totals[stream].add(streams.get(stream));
            failed |=
                    totals[stream].isCanaryWorse()
                            && test.bad(totals[stream], ALPHA / totals.length);
        }
    }

    @Override
    public boolean failed() {
        return failed;
    }

    /** P(X >= x_c) of the hypergeometric distribution; terms fall from the one observed on. */
    private static boolean fisher(Totals totals, double alpha) {
        long canary = totals.canaryExposure();
        long old = totals.oldExposure();
        long all = totals.canaryEvents() + totals.oldEvents();
        long at = totals.canaryEvents();
        double term =
                Math.exp(choose(canary, at) + choose(old, all - at) - choose(canary + old, all));
        double tail = 0;
        while (term > 0 && tail < alpha) {
            tail += term;
            term *= (double) (canary - at) / (at + 1) * (all - at) / (old - all + at + 1);
            at++;
        }
        return tail < alpha;
    }

    private static double choose(long n, long k) {
        return k < 0 || k > n
                ? Double.NEGATIVE_INFINITY
                : LogFactorial.of(n) - LogFactorial.of(k) - LogFactorial.of(n - k);
    }

    private static boolean mixture(Totals totals, double alpha) {
        if (isSparse(totals)) {
            return false;
        }
        double variance = totals.pooledVariance();
        double mixed = MIXTURE_SD * MIXTURE_SD;
        double difference = totals.difference();
        double log =
                Math.log(variance / (variance + mixed)) / 2
                        + mixed * difference * difference / (2 * variance * (variance + mixed));
        return log >= -Math.log(alpha);
    }

    private static boolean pocock(Totals totals, double alpha) {
        return !isSparse(totals)
                && totals.difference() >= POCOCK_LIMIT * Math.sqrt(totals.pooledVariance());
    }

    private static boolean isSparse(Totals totals) {
        return totals.canaryEvents() < CANARY_EVENTS_MIN
                || totals.canaryEvents() + totals.oldEvents() < EVENTS_MIN;
    }
}
