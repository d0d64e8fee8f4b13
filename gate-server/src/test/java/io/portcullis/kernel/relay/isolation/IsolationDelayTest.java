package io.portcullis.kernel.relay.isolation;

import static io.portcullis.kernel.relay.isolation.MeshSeen.FOUR;
import static io.portcullis.kernel.relay.isolation.MeshSeen.FRANCE;
import static io.portcullis.kernel.relay.isolation.MeshSeen.NETWORKS;
import static io.portcullis.kernel.relay.isolation.MeshSeen.US_EAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Proof.Way;
import io.portcullis.testing.ForAllSeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long it takes until a region that took itself offline, and can be reached, is named: at most
 * 90 s after onset from gauges scraped every 15 s, 40 s with probes every 10 s, on a virtual clock of
 * one second and wherever scrapes, probes and looks fall. Nobody exports a claim.
 */
final class IsolationDelayTest {

    private static final Instant ONSET = Instant.parse("2024-02-07T19:00:00Z");
    private static final int BEFORE_SECONDS = 180;
    private static final int AFTER_SECONDS = 180;
    private static final int LOOK_SECONDS = 10;
    private static final int SCRAPE_SECONDS = 15;
    private static final int PROBE_SECONDS = 10;

    /** Users are back in other regions within a minute. */
    private static final double MOVED_SECONDS = 60;

    private static final double CARRIED = 1_200;

    @Test
    void stockGaugesNameItWithinNinetySecondsWhereverScrapesAndLooksFall() {
        long longest = 0;
        for (int look = 0; look < LOOK_SECONDS; look++) {
            for (int scrape = 0; scrape < SCRAPE_SECONDS; scrape++) {
                var phases = new int[] {scrape, scrape + 4, scrape + 8, scrape + 12};
                longest = Math.max(longest, delaySeconds(look, at -> gauges(at, phases)));
            }
        }

        assertThat(longest).isBetween(45L, 90L);
    }

    /** The store knows that they are gone two scrapes after the last that found them. */
    @Test
    void gaugesOfServersThatAreGoneNameItWithinNinetySecondsToo() {
        long longest = 0;
        for (int look = 0; look < LOOK_SECONDS; look++) {
            for (int scrape = 0; scrape < SCRAPE_SECONDS; scrape++) {
                var phases = new int[] {scrape, scrape + 4, scrape + 8, scrape + 12};
                longest = Math.max(longest, delaySeconds(look, at -> gone(at, phases)));
            }
        }

        assertThat(longest).isBetween(60L, 90L);
    }

    @ForAllSeeds(200)
    void probesNameItWithinFortySeconds(long seed) {
        var random = new Random(seed);
        var phases = random.ints(32, 0, PROBE_SECONDS).toArray();

        long delay = delaySeconds(random.nextInt(LOOK_SECONDS), at -> probes(at, phases));

        assertThat(delay).isBetween(21L, 40L);
    }

    @Test
    void healthyHourOfGaugesAndProbesNamesNothing() {
        var state = IsolationState.NONE;
        for (int second = -3_600; second < -BEFORE_SECONDS; second += LOOK_SECONDS) {
            Instant now = ONSET.plusSeconds(second);
            var step =
                    IsolationStep.of(
                            state,
                            gauges(second, new int[] {0, 3, 7, 11}).inputs(),
                            IsolationLimits.DEFAULT,
                            now);
            assertThat(step.findings()).noneMatch(it -> it.verdict().isHeld());
            state = step.state();
        }
    }

    private interface Watch {
        MeshSeen at(int second);
    }

    private static long delaySeconds(int lookPhase, Watch watch) {
        var state = IsolationState.NONE;
        for (int second = -BEFORE_SECONDS + lookPhase;
                second <= AFTER_SECONDS;
                second += LOOK_SECONDS) {
            Instant now = ONSET.plusSeconds(second);
            var step =
                    IsolationStep.of(
                            state, watch.at(second).inputs(), IsolationLimits.DEFAULT, now);
            state = step.state();
            var named =
                    step.findings().stream()
                            .filter(it -> it.verdict().isHeld())
                            .filter(it -> !(it instanceof Finding.OfLatch))
                            .toList();
            if (!named.isEmpty()) {
                assertThat(named)
                        .allMatch(it -> it.verdict() == Verdict.WITHDRAWN_WHILE_REACHABLE)
                        .allMatch(it -> it.text().contains("do not drain it"));
                return Duration.between(ONSET, now).toSeconds();
            }
        }
        throw new AssertionError("not named within " + AFTER_SECONDS + " s");
    }

    /** What the metric stores of four regions, asked from elsewhere, hold of the last 150 s. */
    private static MeshSeen gauges(int second, int[] phases) {
        var seen = new MeshSeen(FOUR, ONSET);
        for (int i = 0; i < FOUR.size(); i++) {
            Region region = FOUR.get(i);
            for (int at = second - 150; at <= second; at++) {
                if (Math.floorMod(at - phases[i], SCRAPE_SECONDS) == 0) {
                    seen.seenAt(ONSET.plusSeconds(at))
                            .sessions(region, carried(region, at))
                            .proof(region, Way.METRIC_STORE, FRANCE);
                }
            }
        }
        return seen;
    }

    private static MeshSeen gone(int second, int[] phases) {
        var seen = new MeshSeen(FOUR, ONSET);
        for (int i = 0; i < FOUR.size(); i++) {
            Region region = FOUR.get(i);
            int found = last(-1, phases[i], SCRAPE_SECONDS);
            for (int at = second - 150; at <= second; at++) {
                boolean isScraped = Math.floorMod(at - phases[i], SCRAPE_SECONDS) == 0;
                boolean isUnknown =
                        region.equals(US_EAST) && at >= 0 && at <= found + 2 * SCRAPE_SECONDS;
                seen.seenAt(ONSET.plusSeconds(at));
                if (isScraped) {
                    seen.proof(region, Way.METRIC_STORE, FRANCE);
                }
                if (isScraped && !isUnknown) {
                    seen.sessions(region, carried(region, at));
                }
            }
        }
        return seen;
    }

    private static double carried(Region region, int second) {
        double moved = Math.clamp(second / MOVED_SECONDS, 0, 1);
        if (region.equals(US_EAST)) {
            return second >= 0 ? 0 : CARRIED;
        }
        return CARRIED + moved * CARRIED / (FOUR.size() - 1);
    }

    /** It refuses its relay path and its edge, and its nodes accept connections on the relay port. */
    private static MeshSeen probes(int second, int[] phases) {
        var seen = new MeshSeen(FOUR, ONSET);
        int next = 0;
        for (Region from : FOUR) {
            for (Region to : FOUR) {
                if (!from.equals(to)) {
                    int at = last(second, phases[next++]);
                    boolean isRefused = to.equals(US_EAST) && at >= 0;
                    seen.seenAt(ONSET.plusSeconds(at))
                            .relay(from, to, isRefused ? Outcome.FAILED : Outcome.REACHED)
                            .proof(to, Way.RELAY_PORT, from);
                }
            }
            for (String network : NETWORKS) {
                int at = last(second, phases[next++]);
                boolean isRefused = from.equals(US_EAST) && at >= 0;
                seen.seenAt(ONSET.plusSeconds(at))
                        .edge(from, network, isRefused ? Outcome.FAILED : Outcome.REACHED);
            }
        }
        return seen;
    }

    private static int last(int second, int phase) {
        return last(second, phase, PROBE_SECONDS);
    }

    private static int last(int second, int phase, int every) {
        return second - Math.floorMod(second - phase, every);
    }
}
