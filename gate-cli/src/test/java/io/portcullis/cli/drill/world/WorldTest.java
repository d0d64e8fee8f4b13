package io.portcullis.cli.drill.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.world.Server.Build;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorldTest {
    private static final Releases RELEASES =
            new Releases(new Build("1.5.1", "old", "c1"), new Build("1.5.2", "new", "c2"));
    private static final String REQUESTS = "requests";

    @Test
    void playsTheSameLooksForTheSameSeed() {
        List<WorldLook> once = looks(livekit(7), 50);
        List<WorldLook> again = looks(livekit(7), 50);
        List<WorldLook> other = looks(livekit(8), 50);

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void leavesOtherRegionsAsTheyWereWhenAStageOpens() {
        World quiet = livekit(7);
        World touched = livekit(7);
        touched.stageOpens(1);
        touched.open("us-west", 0.05);

        Tally untouched = requests(looks(quiet, 20).getLast(), "eu-west", ArmText.OLD);
        Tally same = requests(looks(touched, 20).getLast(), "eu-west", ArmText.OLD);

        assertThat(same).isEqualTo(untouched);
    }

    @Test
    void countsWhatTheTrafficSays() {
        World world = world("healthy-release", 1);
        world.open("us-west", 0.05);

        List<WorldLook> looks = looks(world, 100);

        double fresh = requests(looks.getLast(), "us-west", ArmText.NEW).attempts() / 100.0;
        Tally acquires =
                total(
                        looks,
                        r -> r.arm() == ArmText.OLD && r.region().equals("us-west"),
                        s -> s.sourceRegion().equals("eu-west"));
        assertThat(fresh).isCloseTo(250, within(10.0));
        assertThat(acquires.attempts() / 100.0).isCloseTo(190, within(10.0));
        assertThat(acquires.cancelled()).isPositive();
    }

    @Test
    void failsMixedLinksOnlyAndOnlyOnceTheStageIsOpen() {
        World world = livekit(1);
        assertThat(faultyLooks(world, 100)).isEmpty();
        world.stageOpens(1);
        world.open("us-west", 0.05);
        world.open("eu-central", 0.05);
        assertThat(faultyLooks(world, 1)).containsExactly(101L);

        List<WorldLook> looks = looks(world, 100);

        Tally mixed =
                total(
                        looks,
                        r -> r.arm() == ArmText.NEW && r.region().equals("us-west"),
                        s -> s.onLink() && s.sourceVersion().equals("1.5.1"));
        Tally alike =
                total(
                        looks,
                        r -> r.arm() == ArmText.NEW && r.region().equals("us-west"),
                        s -> s.onLink() && s.sourceVersion().equals("1.5.2"));
        assertThat(mixed.timedOut() / (double) mixed.attempts()).isCloseTo(0.3, within(0.02));
        assertThat(alike.timedOut()).isZero();
        assertThat(alike.attempts()).isPositive();
    }

    @Test
    void beginsCountersAnewWhenAnOldServerReboots() {
        List<WorldLook> looks = looks(livekit(1), 400);

        List<String> epochs =
                looks.stream()
                        .flatMap(look -> look.reports().stream())
                        .map(ServerReport::server)
                        .filter(server -> server.id().equals("us-west-old-1"))
                        .map(Server::epoch)
                        .distinct()
                        .toList();
        long highest =
                looks.stream()
                        .mapToLong(look -> requests(look, "us-west", ArmText.OLD).attempts())
                        .max()
                        .orElseThrow();
        assertThat(epochs).hasSizeBetween(2, 10);
        assertThat(highest).isLessThan(400L * 5_000);
    }

    @Test
    void bringsARegionBackAfterItsLagAndItsDrain() {
        World world = livekit(1);
        world.open("eu-central", 0.05);
        looks(world, 10);

        world.restore("eu-central");
        world.restore("eu-central");

        assertThat(world.restored("eu-central")).isFalse();
        assertThat(world.census("eu-central")).isEqualTo(new Census(19, 1, 0));
        looks(world, 6);
        assertThat(world.restored("eu-central")).isTrue();
        assertThat(world.census("eu-central")).isEqualTo(new Census(20, 0, 1));
        assertThat(world.newShare("eu-central")).isCloseTo(0.01, within(1e-9));
        looks(world, 12);
        assertThat(world.census("eu-central")).isEqualTo(new Census(20, 0, 0));
        assertThat(looks(world, 1).getLast().reports())
                .noneMatch(report -> report.server().arm() == ArmText.NEW);
    }

    @Test
    void leavesNoOldServerAtShareOne() {
        World world = livekit(1);
        world.open("us-east", 1.0);

        looks(world, 1);

        assertThat(world.census("us-east")).isEqualTo(new Census(0, 20, 0));
    }

    @Test
    void drawsBinomialCountsWithTheRightMeanAndSpread() {
        double[] counts =
                IntStream.range(0, 4_000)
                        .mapToDouble(i -> new Draw(5, i, "x").binomial(200, 0.3))
                        .toArray();

        double mean = java.util.Arrays.stream(counts).average().orElseThrow();
        double variance =
                java.util.Arrays.stream(counts)
                        .map(c -> (c - mean) * (c - mean))
                        .average()
                        .orElseThrow();
        // 4 standard errors: sqrt(42/4000) = 0.10 of the mean, sqrt(2/4000) = 2.2 % of the
        // variance.
        assertThat(mean).isCloseTo(60, within(0.41));
        assertThat(variance).isCloseTo(42, within(3.8));
    }

    @Test
    void harmsBothVersionsWhereTheNewOneRunsAndOnlySoLong() {
        World world = world("shared-harm", 1);
        world.stageOpens(1);
        world.open("us-west", 0.05);

        assertThat(faultyLooks(world, 31)).containsExactly(31L);
        List<WorldLook> looks = looks(world, 99);
        world.restore("us-west");
        looks(world, 20);
        Tally before = requests(world.step(), "us-west", ArmText.OLD);
        Tally after = requests(looks(world, 100).getLast(), "us-west", ArmText.OLD);

        assertThat(badRatio(looks.getLast(), "us-west", ArmText.OLD)).isBetween(0.012, 0.025);
        assertThat(badRatio(looks.getLast(), "us-west", ArmText.NEW)).isBetween(0.012, 0.03);
        assertThat(badRatio(looks.getLast(), "eu-central", ArmText.OLD)).isLessThan(0.012);
        assertThat((after.bad() - before.bad()) / (double) (after.attempts() - before.attempts()))
                .isLessThan(0.012);
    }

    private static double badRatio(WorldLook look, String region, ArmText arm) {
        Tally tally = requests(look, region, arm);
        return tally.bad() / (double) tally.attempts();
    }

    private static World livekit(long seed) {
        return world("livekit-2023-11-02", seed);
    }

    private static World world(String name, long seed) {
        Scenario scenario = ScenarioFiles.read(name, Map.of());
        WorldText text = scenario.world();
        return new World(text, RELEASES, seed, "run");
    }

    /** Those of the next looks in which something met a fault. */
    private static List<Long> faultyLooks(World world, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> world.step().look())
                .filter(_ -> world.isInFault())
                .toList();
    }

    private static List<WorldLook> looks(World world, int count) {
        return IntStream.range(0, count).mapToObj(_ -> world.step()).toList();
    }

    /** Cumulative requests of a region's servers of one arm. */
    private static Tally requests(WorldLook look, String region, ArmText arm) {
        return total(
                List.of(look),
                r -> r.region().equals(region) && r.arm() == arm,
                s -> s.signal().equals(REQUESTS));
    }

    /** The counts at the end of the looks. */
    private static Tally total(
            List<WorldLook> looks, Predicate<Server> servers, Predicate<Series> series) {
        return looks.getLast().reports().stream()
                .filter(report -> servers.test(report.server()))
                .flatMap(report -> report.totals().entrySet().stream())
                .filter(entry -> series.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Tally.NONE, Tally::plus);
    }
}
