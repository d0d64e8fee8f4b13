package io.portcullis.kernel.evidence.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.testing.ForAllSeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Servers that live, restart (in the same series, or in new ones with a new process id), die and are
 * born, read by looks of which some are missed and some see the same samples again. Whatever
 * happens, what is counted is what the servers' processes showed since the first look.
 */
final class CounterBookPropertyTest {

    private static final Region REGION = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");

    @ForAllSeeds(100)
    void countsEveryEventOnce(long seed) {
        var world = new World(seed);
        var counted = new HashMap<VersionedCell, Counts>();
        var book = CounterBook.EMPTY;

        for (int second = 0; second < 400; second++) {
            world.second(second);
            if (second > 0 && second % 10 == 0) {
                if (second == 10) {
                    world.anchor();
                }
                var result = book.count(world.scrape(second), Duration.ZERO);
                book = CounterBook.of(result.book().bytes());
                result.evidence()
                        .counts()
                        .forEach((cell, more) -> counted.merge(cell, more, Counts::plus));
            }
        }
        var last = book.count(world.everything(400), Duration.ZERO);
        last.evidence().counts().forEach((cell, more) -> counted.merge(cell, more, Counts::plus));

        assertThat(counted).isEqualTo(world.shown());
    }

    @ForAllSeeds(30)
    void orderOfSeriesDoesNotMatter(long seed) {
        var world = new World(seed);
        for (int second = 0; second < 30; second++) {
            world.second(second);
        }
        var first = CounterBook.EMPTY.count(world.everything(30), Duration.ofSeconds(1)).book();
        for (int second = 31; second < 60; second++) {
            world.second(second);
        }
        var scrape = world.everything(60);
        var shuffled = new ArrayList<>(scrape.series());
        Collections.shuffle(shuffled, new Random(seed));

        var one = first.count(scrape, Duration.ofSeconds(1));
        var other =
                first.count(
                        new Scrape(
                                REGION,
                                scrape.at(),
                                scrape.targets(),
                                scrape.signals(),
                                shuffled,
                                scrape.gaps(),
                                List.of(),
                                Map.of()),
                        Duration.ofSeconds(1));

        assertThat(other).isEqualTo(one);
        assertThat(other.book().bytes()).isEqualTo(one.book().bytes());
    }

    @ForAllSeeds(30)
    void countsNothingOfASecondScrapeOfTheSameSamples(long seed) {
        var world = new World(seed);
        for (int second = 0; second < 60; second++) {
            world.second(second);
        }
        var scrape = world.everything(60);

        var book = CounterBook.EMPTY.count(scrape, Duration.ZERO).book();
        var again = book.count(scrape, Duration.ZERO);

        assertThat(again.evidence().counts().values()).containsOnly(Counts.NONE);
        assertThat(again.book()).isEqualTo(book);
    }

    /** Ten servers, scraped every second. */
    private static final class World {
        private final Random random;
        private final List<Server> servers = new ArrayList<>();
        private final Map<String, TreeMap<Integer, Double>> samples = new HashMap<>();
        private final Map<String, String> targets = new HashMap<>();
        private final Map<VersionedCell, Counts> shown = new HashMap<>();
        private int reachBack = 10;
        private boolean counting;

        World(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 10; i++) {
                servers.add(new Server("server-" + i));
            }
        }

        void second(int second) {
            for (Server server : servers) {
                server.second(second);
            }
        }

        /** From here on what is shown must be counted. */
        void anchor() {
            counting = true;
            shown.clear();
        }

        Scrape scrape(int second) {
            if (counting && second > 10 && random.nextInt(4) == 0) {
                reachBack += 10;
                return Scrape.missing(REGION, at(second), Gap.Cause.UNREACHABLE, "down");
            }
            var scrape = between(second - reachBack, second);
            reachBack = 10 + random.nextInt(5);
            return scrape;
        }

        Scrape everything(int second) {
            return between(-1, second);
        }

        private Scrape between(int after, int upTo) {
            var series = new ArrayList<CounterSeries>();
            samples.forEach((name, all) -> {
                var part = all.subMap(after, false, upTo, true);
                if (!part.isEmpty()) {
                    series.add(series(name, part));
                }
            });
            var living = new HashSet<String>();
            servers.stream().filter(server -> server.up).forEach(server -> living.add(server.name));
            return new Scrape(
                    REGION,
                    at(upTo),
                    living,
                    Map.of(SIGNAL, BadSeries.WITH_FIRST_ERROR),
                    series,
                    List.of(),
                    List.of(),
                    Map.of());
        }

        private CounterSeries series(String name, Map<Integer, Double> part) {
            return new CounterSeries(
                    SeriesId.of(List.of(name)),
                    targets.getOrDefault(name, ""),
                    cell(targets.getOrDefault(name, "")),
                    name.endsWith("bad") ? Part.BAD : Part.TOTAL,
                    part.entrySet().stream()
                            .map(sample ->
                                    new Sample(
                                            at(sample.getKey()).toEpochMilli(), sample.getValue()))
                            .toList());
        }

        Map<VersionedCell, Counts> shown() {
            return shown;
        }

        private static VersionedCell cell(String target) {
            return new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion(target));
        }

        private static Instant at(int second) {
            return START.plusSeconds(second);
        }

        private final class Server {
            private final String name;
            private final boolean newSeriesAtRestart = random.nextBoolean();
            private boolean up = random.nextInt(4) != 0;
            private int process;
            private double total;
            private double bad;

            Server(String name) {
                this.name = name;
            }

            void second(int second) {
                int chance = random.nextInt(100);
                if (up && chance < 2) {
                    up = false;
                } else if (!up && chance < 20) {
                    start();
                } else if (up && chance < 5) {
                    start();
                }
                if (up) {
                    show(second);
                }
            }

            private void start() {
                up = true;
                process++;
                total = 0;
                bad = 0;
            }

            private void show(int second) {
                int more = total == 0 ? 0 : random.nextInt(50);
                int worse = more == 0 ? 0 : random.nextInt(more);
                // A process is first seen before it has done anything, so that a restart is a
                // decrease.
                total += total == 0 ? 1e-9 : more;
                bad += worse;
                put("total", second, Math.floor(total));
                if (bad > 0 || !newSeriesAtRestart) {
                    put("bad", second, bad);
                }
                shown.merge(cell(name), new Counts(more, worse), Counts::plus);
            }

            private void put(String part, int second, double value) {
                String series = name + (newSeriesAtRestart ? "/" + process : "") + "/" + part;
                samples.computeIfAbsent(series, _ -> new TreeMap<>()).put(second, value);
                targets.put(series, name);
            }
        }
    }
}
