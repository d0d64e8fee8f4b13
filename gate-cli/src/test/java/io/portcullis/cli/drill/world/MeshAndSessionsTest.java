package io.portcullis.cli.drill.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.world.Server.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What servers relay and carry besides the traffic they count. */
final class MeshAndSessionsTest {
    private static final Releases RELEASES =
            new Releases(new Build("1.5.1", "old", "c1"), new Build("1.6.0", "new", "c2"));

    @Test
    void everybodyPullsFromThePublisherWhileAllIsWell() {
        WorldLook look = world("livekit-2024-02-07", Map.of()).step();

        assertThat(pulls(look, "de-old-1"))
                .singleElement()
                .satisfies(pull -> {
                    assertThat(pull.sourceServer()).isEqualTo("us-west-old-1");
                    assertThat(pull.active()).isTrue();
                });
        assertThat(pulls(look, "us-west-old-1"))
                .singleElement()
                .satisfies(pull -> assertThat(pull.isEdge()).isFalse());
    }

    @Test
    void newServersPullFromEachOtherUnderTheLoop() {
        World world = world("livekit-2024-02-07", Map.of("acts.0.faults.0.afterLooks", "1"));
        open(world, "de", "fr");
        world.step();
        assertThat(world.isInFault()).isFalse();

        WorldLook look = world.step();

        assertThat(world.isInFault()).isTrue();
        assertThat(pulls(look, "de-new-1"))
                .extracting(Pull::sourceServer, Pull::active)
                .containsExactly(tuple("fr-new-1", false));
        assertThat(pulls(look, "fr-new-1"))
                .extracting(Pull::sourceServer)
                .containsExactly("de-new-1");
    }

    @Test
    void theLastOfADanglingChainPullsFromNobody() {
        World world =
                world(
                        "livekit-2024-02-07",
                        Map.of(
                                "acts.0.faults.0.afterLooks", "0",
                                "acts.0.faults.0.shape", "DANGLING"));
        open(world, "de", "fr");

        WorldLook look = world.step();

        assertThat(pulls(look, "de-new-1")).hasSize(1);
        assertThat(pulls(look, "fr-new-1")).isEmpty();
    }

    @Test
    void aNewServerTakesTheNameOfAnOldOneAndBeginsWithNothing() {
        World world = world("livepeer-2024-04-08", Map.of());
        Server before = report(world.step(), "lax-1").server();
        assertThat(world.isInFault()).isFalse();
        open(world, "lax");

        WorldLook look = world.step();

        assertThat(report(look, "lax-1").server().build().version()).isEqualTo("1.6.0");
        assertThat(report(look, "lax-1").server().epoch()).isNotEqualTo(before.epoch());
        assertThat(report(look, "lax-1").sessions()).isZero();
        assertThat(report(look, "lax-2").sessions()).isEqualTo(200);
        assertThat(world.isInFault()).isTrue();
    }

    @Test
    void aServerThatDrainsIsEmptyBeforeItIsReplaced() {
        World world = world("livepeer-2024-04-08", Map.of("world.sessions.drainLooks", "4"));
        open(world, "lax");

        List<Boolean> inFault = new ArrayList<>();
        List<WorldLook> looks =
                Stream.generate(world::step)
                        .limit(5)
                        .peek(_ -> inFault.add(world.isInFault()))
                        .toList();

        assertThat(looks)
                .extracting(look -> report(look, "lax-1").sessions())
                .containsExactly(150L, 100L, 50L, 0L, 0L);
        assertThat(report(looks.get(3), "lax-1").server().build().version()).isEqualTo("1.5.1");
        assertThat(report(looks.get(4), "lax-1").server().build().version()).isEqualTo("1.6.0");
        assertThat(inFault).hasSize(5).containsOnly(false);
    }

    @Test
    void aRegionThatWithdrawsCarriesNothingAndTheOthersCarryItsShareWithinAMinute() {
        World world =
                world(
                        "livekit-2024-02-07-withdrawn",
                        Map.of(
                                "acts.0.faults.0.fromStage",
                                "0",
                                "acts.0.faults.0.afterLooks",
                                "1"));

        List<Boolean> inFault = new ArrayList<>();
        List<WorldLook> looks =
                Stream.generate(world::step)
                        .limit(8)
                        .peek(_ -> inFault.add(world.isInFault()))
                        .toList();

        assertThat(inFault).startsWith(false, true);
        assertThat(looks.getFirst().withdrawn()).isEmpty();
        assertThat(looks.get(1).withdrawn()).containsExactly("us-east");
        assertThat(looks)
                .extracting(look -> report(look, "us-east-1").sessions())
                .containsExactly(400L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(looks)
                .extracting(look -> report(look, "fr-3").sessions())
                .containsExactly(400L, 422L, 444L, 467L, 489L, 511L, 533L, 533L);
    }

    @Test
    void aRegionThatWithdrewAnswersNothing() {
        World world =
                world(
                        "livekit-2024-02-07-withdrawn",
                        Map.of(
                                "acts.0.faults.0.fromStage",
                                "0",
                                "acts.0.faults.0.afterLooks",
                                "1"));

        List<WorldLook> looks = Stream.generate(world::step).limit(8).toList();

        assertThat(counted(looks.get(7), "us-east-1"))
                .isEqualTo(counted(looks.get(0), "us-east-1"));
        assertThat(counted(looks.get(7), "fr-1") - counted(looks.get(6), "fr-1"))
                .isGreaterThan(counted(looks.get(0), "fr-1") * 5 / 4);
    }

    private static long counted(WorldLook look, String server) {
        return report(look, server).totals().values().stream()
                .mapToLong(tally -> tally.ok() + tally.bad())
                .sum();
    }

    private static void open(World world, String... regions) {
        world.stageOpens(1);
        for (String region : regions) {
            world.open(region, 0.2);
        }
    }

    private static World world(String name, Map<String, String> settings) {
        Scenario scenario = ScenarioFiles.read(name, settings);
        return new World(scenario.acts().getFirst().in(scenario.world()), RELEASES, 1, "run");
    }

    private static List<Pull> pulls(WorldLook look, String server) {
        return report(look, server).pulls();
    }

    private static ServerReport report(WorldLook look, String server) {
        return look.reports().stream()
                .filter(report -> report.server().id().equals(server))
                .findFirst()
                .orElseThrow();
    }
}
