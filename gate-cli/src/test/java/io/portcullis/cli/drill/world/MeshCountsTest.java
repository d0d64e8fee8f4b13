package io.portcullis.cli.drill.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.FaultText.PairText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.world.Server.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop of new servers in Germany and France, as each rung below edge reports sees it. */
final class MeshCountsTest {
    private static final Releases RELEASES =
            new Releases(new Build("1.5.1", "old", "c1"), new Build("1.6.0", "new", "c2"));
    private static final int LOOKS = 100;

    // In each look 1,000 subscriptions on new servers of Germany, a fifteenth of them for tracks of
    // US
    // West; three in ten of these never settle. Calls are a fifth of the subscriptions.
    @ParameterizedTest
    @CsvSource({"a, track-subscribe, 1000, 0.02", "c, rpc-errors, 200, 0.1"})
    void timesOutOnTheNewServersInIt(String rung, String signal, double attempts, double timedOut) {
        List<WorldLook> looks = loop(rung);

        Tally fresh = of(looks, "de", ArmText.NEW, counts(signal));
        Tally old = of(looks, "de", ArmText.OLD, counts(signal));
        Tally elsewhere = of(looks, "us-east", ArmText.OLD, counts(signal));
        assertThat(fresh.attempts() / (double) LOOKS).isCloseTo(attempts, within(attempts / 20));
        assertThat(ratio(fresh)).isCloseTo(timedOut, within(timedOut / 4));
        assertThat(old.timedOut() + elsewhere.timedOut()).isZero();
        assertThat(elsewhere.attempts()).isPositive();
    }

    @Test
    void agentsBesideTheNewServersMissTracksOfThePublisherOnly() {
        List<Probed> probes = loop("b").stream().flatMap(look -> look.probes().stream()).toList();

        List<Probed> struck =
                probes.stream()
                        .filter(probed -> probed.source().region().equals("us-west"))
                        .filter(probed -> probed.destination().arm() == ArmText.NEW)
                        .toList();
        long missed = struck.stream().filter(probed -> !probed.reached()).count();
        assertThat(struck).hasSize(2 * LOOKS);
        assertThat(missed / (double) struck.size()).isCloseTo(0.3, within(0.1));
        assertThat(probes.stream().filter(probed -> !probed.reached()).count() - missed)
                .isLessThan(5);
    }

    @Test
    void agentsProbeEachLinkForEachPairOfVersions() {
        WorldLook look = loop("b").getLast();

        // Six standpoints, of which two regions have two: 36 pairs less those within a region.
        assertThat(look.probes()).hasSize(26);
    }

    @Test
    void linksOfTheLoopCountWhatIsTakenFromThePublisher() {
        List<WorldLook> looks = loop("d");

        Tally around =
                of(
                        looks,
                        "de",
                        ArmText.NEW,
                        s -> from(s, "fr") && s.sourceVersion().equals("1.6.0"));
        Tally before = of(looks, "fr", ArmText.OLD, s -> from(s, "us-west"));
        Tally left = of(looks, "de", ArmText.NEW, s -> from(s, "us-west"));
        assertThat(around.timedOut() / (double) LOOKS).isCloseTo(20, within(2.0));
        assertThat(left.attempts() / (double) LOOKS).isCloseTo(46.7, within(3.0));
        assertThat(left.timedOut() + before.timedOut()).isZero();
    }

    @Test
    void whatGoesAstrayIsDrawnForEachPairOfVersionsByItself() {
        Scenario scenario =
                ScenarioFiles.read(
                        "livekit-2024-02-07",
                        Map.of("rung", "d", "acts.0.faults.0.afterLooks", "0"));
        WorldText text = scenario.acts().getFirst().in(scenario.world());
        Servers servers = new Servers(text, RELEASES, 1, "run");
        Faults faults = new Faults(text.allFaults());
        faults.stageOpens(1, 1);
        text.regions().forEach(region -> servers.keepNew(region, true, 1));
        MeshCounts counts = new MeshCounts(text, servers, new Mesh(faults, servers), faults, 1);
        ServerState fresh = servers.of("de", ArmText.NEW).getFirst();

        List<Long> fromOld = new ArrayList<>();
        List<Long> fromNew = new ArrayList<>();
        for (long look = 1; look <= LOOKS; look++) {
            fromOld.add(counts.astray(fresh, "us-west", PairText.OLD_NEW, 1_000, look));
            fromNew.add(counts.astray(fresh, "us-west", PairText.NEW_NEW, 1_000, look));
        }

        assertThat(fromOld).allMatch(count -> count > 0).isNotEqualTo(fromNew);
    }

    @Test
    void countsOfLinksStayWellWhereEdgesAreReported() {
        List<WorldLook> looks = loop("e");

        assertThat(of(looks, "de", ArmText.NEW, s -> from(s, "fr")).timedOut()).isZero();
        assertThat(looks.getLast().reports())
                .anySatisfy(report -> assertThat(report.pulls()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void countsNothingThatTheRungDoesNotHave(String rung) {
        List<WorldLook> looks = loop(rung);

        assertThat(looks.getLast().reports())
                .allSatisfy(
                        report -> assertThat(report.totals().keySet()).noneMatch(Series::onLink));
        assertThat(looks.getLast().probes().isEmpty()).isEqualTo(!rung.equals("b"));
    }

    // Three in ten acquisitions fail where one end is new and the other old. Of what new servers
    // subscribe
    // to, a fifth comes from elsewhere; of that nearly all from old servers.
    @ParameterizedTest
    @CsvSource({"a, track-subscribe, 0.06", "c, rpc-errors, 0.3"})
    void faultsOfLinksTimeOutByTheArmsOfBothEnds(String rung, String signal, double timedOut) {
        List<WorldLook> looks = mixed(rung);

        assertThat(ratio(of(looks, "us-west", ArmText.NEW, counts(signal))))
                .isCloseTo(timedOut * 0.99, within(timedOut / 10));
        assertThat(ratio(of(looks, "us-west", ArmText.OLD, counts(signal))))
                .isCloseTo(timedOut * 0.01, within(timedOut / 100));
    }

    @Test
    void agentsFindFaultsOfLinksBetweenUnlikeServersOnly() {
        List<Probed> probes = mixed("b").stream().flatMap(look -> look.probes().stream()).toList();

        List<Probed> unlike =
                probes.stream()
                        .filter(probed -> probed.source().arm() != probed.destination().arm())
                        .toList();
        long missed = unlike.stream().filter(probed -> !probed.reached()).count();
        assertThat(missed / (double) unlike.size()).isCloseTo(0.3, within(0.05));
        assertThat(probes.stream().filter(probed -> !probed.reached()).count() - missed)
                .isLessThan(10);
    }

    private static List<WorldLook> mixed(String rung) {
        Scenario scenario = ScenarioFiles.read("livekit-2023-11-02", Map.of("rung", rung));
        World world = new World(scenario.acts().getLast().in(scenario.world()), RELEASES, 1, "run");
        world.stageOpens(1);
        world.open("us-west", 0.05);
        return Stream.generate(world::step).limit(LOOKS).toList();
    }

    private static boolean from(Series series, String region) {
        return series.sourceRegion().equals(region);
    }

    private static Predicate<Series> counts(String signal) {
        return series -> series.signal().equals(signal);
    }

    private static double ratio(Tally tally) {
        return tally.timedOut() / (double) tally.attempts();
    }

    private static Tally of(
            List<WorldLook> looks, String region, ArmText arm, Predicate<Series> which) {
        return looks.getLast().reports().stream()
                .filter(report -> report.server().region().equals(region))
                .filter(report -> report.server().arm() == arm)
                .flatMap(report -> report.totals().entrySet().stream())
                .filter(count -> which.test(count.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Tally.NONE, Tally::plus);
    }

    private static List<WorldLook> loop(String rung) {
        Scenario scenario =
                ScenarioFiles.read(
                        "livekit-2024-02-07",
                        Map.of("rung", rung, "acts.0.faults.0.afterLooks", "0"));
        World world =
                new World(scenario.acts().getFirst().in(scenario.world()), RELEASES, 1, "run");
        world.stageOpens(1);
        world.open("de", 0.2);
        world.open("fr", 0.2);
        return Stream.generate(world::step).limit(LOOKS).toList();
    }
}
