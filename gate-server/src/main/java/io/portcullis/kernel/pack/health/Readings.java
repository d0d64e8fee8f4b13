package io.portcullis.kernel.pack.health;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What one selector finds.
 *
 * @param recent series with samples of the last minutes
 * @param mostBefore the most that all series of a server came to together in the window before; also
 *     tells which servers had any
 * @param mostTogether the same of all servers together; empty without
 */
public record Readings(
        List<Series> recent, Map<ScrapedServer, Double> mostBefore, OptionalDouble mostTogether) {

    public static final Readings NONE = new Readings(List.of(), Map.of(), OptionalDouble.empty());

    /** A series says nothing when so many of its intervals are missing. */
    private static final int INTERVALS_FRESH = 3;

    /** With one sample nobody knows its interval. */
    private static final long FRESH_MILLIS_USUAL = 60_000;

    public Readings {
        recent = List.copyOf(recent);
        mostBefore = Map.copyOf(mostBefore);
    }

    /** What each server's fresh series come to together now. */
    Map<ScrapedServer, Double> now(long atMillis) {
        var sums = new TreeMap<ScrapedServer, Double>();
        for (Series one : recent) {
            if (one.isFresh(atMillis)) {
                sums.merge(one.server(), one.samples().getLast().value(), Double::sum);
            }
        }
        return sums;
    }

    /** What each server's fresh counters gained each second. */
    Map<ScrapedServer, Double> perSecond(long atMillis) {
        var sums = new TreeMap<ScrapedServer, Double>();
        for (Series one : recent) {
            if (one.isFresh(atMillis) && one.samples().size() > 1) {
                sums.merge(one.server(), one.perSecond(), Double::sum);
            }
        }
        return sums;
    }

    /**
     * Raw samples of one series.
     *
     * @param server whose it is
     * @param samples oldest first; at least one
     */
    public record Series(ScrapedServer server, List<Sample> samples) {

        public Series {
            samples = List.copyOf(samples);
            if (samples.isEmpty()) {
                throw new IllegalArgumentException("a series of " + server + " has no sample");
            }
        }

        private boolean isFresh(long atMillis) {
            long age = atMillis - samples.getLast().epochMillis();
            int count = samples.size();
            if (count < 2) {
                return age <= FRESH_MILLIS_USUAL;
            }
            long spacing =
                    (samples.getLast().epochMillis() - samples.getFirst().epochMillis())
                            / (count - 1);
            return age <= INTERVALS_FRESH * spacing;
        }

        private double perSecond() {
            double gained = 0;
            for (int i = 1; i < samples.size(); i++) {
                double before = samples.get(i - 1).value();
                double after = samples.get(i).value();
                gained += after < before ? after : after - before;
            }
            long millis = samples.getLast().epochMillis() - samples.getFirst().epochMillis();
            return gained / (millis / 1e3);
        }
    }

    /** A value at one time, by the source's clock. */
    public record Sample(long epochMillis, double value) {}
}
