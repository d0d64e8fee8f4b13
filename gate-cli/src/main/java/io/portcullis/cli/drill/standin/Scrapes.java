package io.portcullis.cli.drill.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What was scraped lately. Thread-safe. */
final class Scrapes {
    /** An hour of scrapes twice a second. */
    private static final int SCRAPES_MAX = 7_200;

    private final Deque<Scrape> scrapes = new ArrayDeque<>();

    /** All values of one moment, by their labels with the name as {@code __name__}. */
    record Scrape(long atMillis, Map<Map<String, String>, Double> values) {
        Scrape {
            values = Map.copyOf(values);
        }
    }

    /** One value of a series. */
    record Sample(long atMillis, double value) {}

    synchronized void add(Scrape scrape) {
        scrapes.addLast(scrape);
        if (scrapes.size() > SCRAPES_MAX) {
            scrapes.removeFirst();
        }
    }

    /** Samples of each series so labelled, of both these moments and between. */
    synchronized Map<Map<String, String>, List<Sample>> samples(
            Predicate<Map<String, String>> labels, long fromMillis, long toMillis) {
        Map<Map<String, String>, List<Sample>> samples = new HashMap<>();
        for (Scrape scrape : scrapes) {
            if (scrape.atMillis() < fromMillis || scrape.atMillis() > toMillis) {
                continue;
            }
            scrape.values()
                    .forEach((series, value) -> {
                        if (labels.test(series)) {
                            samples.computeIfAbsent(series, _ -> new ArrayList<>())
                                    .add(new Sample(scrape.atMillis(), value));
                        }
                    });
        }
        return samples;
    }

    /** The most that the sums by these labels ever were in the time. */
    synchronized Map<Map<String, String>, Double> most(
            Predicate<Map<String, String>> labels,
            List<String> by,
            long fromMillis,
            long toMillis) {
        Map<Map<String, String>, Double> most = new HashMap<>();
        for (Scrape scrape : scrapes) {
            if (scrape.atMillis() < fromMillis || scrape.atMillis() > toMillis) {
                continue;
            }
            Map<Map<String, String>, Double> sums = new HashMap<>();
            scrape.values()
                    .forEach((series, value) -> {
                        if (labels.test(series)) {
                            Map<String, String> group = new HashMap<>(series);
                            group.keySet().retainAll(by);
                            sums.merge(Map.copyOf(group), value, Double::sum);
                        }
                    });
            sums.forEach((group, sum) -> most.merge(group, sum, Math::max));
        }
        return most;
    }
}
