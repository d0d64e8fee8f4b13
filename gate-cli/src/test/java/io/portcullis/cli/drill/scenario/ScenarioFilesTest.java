package io.portcullis.cli.drill.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ScenarioFilesTest {
    static final List<String> BUNDLED = ScenarioFiles.BUNDLED;

    @TempDir private Path folder;

    @ParameterizedTest
    @FieldSource("BUNDLED")
    void readsEveryBundledScenario(String name) {
        Scenario scenario = ScenarioFiles.read(name, Map.of());

        assertThat(scenario.scenario()).isEqualTo(name);
        assertThat(scenario.world().regions()).hasSizeGreaterThan(2);
        assertThat(scenario.acts()).allSatisfy(act -> assertThat(act.expect()).isNotEmpty());
    }

    @Test
    void playsTheTrafficTheIncidentIsDefinedWith() {
        Scenario scenario = ScenarioFiles.read("livekit-2023-11-02", Map.of());

        assertThat(scenario.world().requestsPerSecond()).isEqualTo(500);
        assertThat(scenario.acts().get(1).before()).isEqualTo(360);
        assertThat(scenario.history())
                .isNotNull()
                .satisfies(h -> assertThat(h.untilResolved()).isEqualTo(Duration.ofMinutes(35)));
        assertThat(scenario.world().allFaults())
                .singleElement()
                .satisfies(f -> assertThat(f.failedRatio()).isEqualTo(0.3));
    }

    @Test
    void changesAValueByItsPath() {
        Scenario scenario =
                ScenarioFiles.read(
                        "healthy-release",
                        Map.of(
                                "requestsPerSecond",
                                "5000",
                                "world.links.trafficShareRatio",
                                "0.1"));

        assertThat(scenario.world().requestsPerSecond()).isEqualTo(5_000);
        assertThat(scenario.world().links())
                .isNotNull()
                .satisfies(l -> assertThat(l.trafficShareRatio()).isEqualTo(0.1));
    }

    @Test
    void refusesASettingOfSomethingThatIsNotThere() {
        assertThatThrownBy(() ->
                        ScenarioFiles.read("healthy-release", Map.of("requestPerSecond", "5")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("world.requestPerSecond");
    }

    @Test
    void refusesASettingThatBreaksARule() {
        assertThatThrownBy(() ->
                        ScenarioFiles.read("healthy-release", Map.of("requestsPerSecond", "-5")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("requestsPerSecond is -5.0; must be");
    }

    @Test
    void namesFileLineFieldAndRuleOfAMistake() throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, healthy().replace("errorLogSd: 0.7", "errorLogSD: 0.7"));

        assertThatThrownBy(() -> ScenarioFiles.read(file.toString(), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("mine.yaml:" + line("errorLogSd"))
                .hasMessageContaining("world.errorLogSD")
                .extracting(e -> ((CommandFailure) e).exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void refusesAnExpectationOfAnUnknownRegionAndOfAnUnknownKind() throws IOException {
        Path region = folder.resolve("region.yaml");
        Files.writeString(
                region, healthy().replace("{kind: NEVER_ABORTED}", "{kind: LAGGED, region: mars}"));
        Path kind = folder.resolve("kind.yaml");
        Files.writeString(kind, healthy().replace("{kind: NEVER_ABORTED}", "{kind: NEVER}"));

        assertThatThrownBy(() -> ScenarioFiles.read(region.toString(), Map.of()))
                .hasMessageContaining("expect.region names \"mars\"");
        assertThatThrownBy(() -> ScenarioFiles.read(kind.toString(), Map.of()))
                .hasMessageContaining("kind.yaml:" + line("NEVER_ABORTED"))
                .hasMessageContaining("NEVER");
    }

    @Test
    void refusesAnExpectationOfARolloutWhereNoneIsStarted() throws IOException {
        Path file = folder.resolve("watched.yaml");
        String text = healthy();
        int start = text.indexOf("    start:");
        Files.writeString(
                file, text.substring(0, start) + "    expect:\n      - {kind: NEVER_ABORTED}\n");
        Path kind = folder.resolve("kind.yaml");
        Files.writeString(
                kind,
                text.substring(0, start)
                        + "    expect:\n      - {kind: ENVIRONMENT_INCIDENT, subjectKind: MOON, withinLooks: 5}\n");

        assertThatThrownBy(() -> ScenarioFiles.read(file.toString(), Map.of()))
                .hasMessageContaining("the act must have a start");
        assertThatThrownBy(() -> ScenarioFiles.read(kind.toString(), Map.of()))
                .hasMessageContaining("subjectKind is \"MOON\"");
    }

    @Test
    void refusesALimitOfLooksThatIsLongerThanTheAct() {
        assertThatThrownBy(() -> ScenarioFiles.read("shared-harm", Map.of("acts.0.looksMax", "29")))
                .hasMessageContaining("withinLooks 30; must be at most looksMax of ")
                .hasMessageContaining(", 29");
    }

    @Test
    void checksWhatIsExpectedOnRungsThatAreNotPlayed() throws IOException {
        Path region = folder.resolve("region.yaml");
        Files.writeString(
                region, healthy() + "    expectAt:\n      a: [{kind: LAGGED, region: mars}]\n");
        Path watched = folder.resolve("watched.yaml");
        Files.writeString(
                watched,
                healthy().substring(0, healthy().indexOf("    start:"))
                        + "    expect: [{kind: ENVIRONMENT_INCIDENT, subjectKind: PROBE, withinLooks: 5}]\n"
                        + "    expectAt: {a: [{kind: NEVER_ABORTED}], e: []}\n");

        assertThatThrownBy(() -> ScenarioFiles.read(region.toString(), Map.of()))
                .hasMessageContaining("expect.region names \"mars\"");
        assertThatThrownBy(() -> ScenarioFiles.read(watched.toString(), Map.of()))
                .hasMessageContaining("the act must have a start");
    }

    @Test
    void refusesAFieldThatIsGivenTwice() throws IOException {
        Path file = folder.resolve("twice.yaml");
        Files.writeString(file, healthy() + "\ntitle: again\n");

        assertThatThrownBy(() -> ScenarioFiles.read(file.toString(), Map.of()))
                .hasMessageContaining("field title is given twice");
    }

    @Test
    void listsWhatThereIsWhenTheNameIsUnknown() {
        assertThatThrownBy(() -> ScenarioFiles.read("no-such", Map.of()))
                .hasMessageContaining("livekit-2023-11-02, healthy-release, shared-harm");
    }

    @Test
    void playsTheActsAndExpectationsOfARung() {
        Scenario edges = ScenarioFiles.read("livekit-2024-02-07", Map.of());
        Scenario counters = ScenarioFiles.read("livekit-2024-02-07", Map.of("rung", "a"));

        assertThat(edges.acts().getFirst().expect())
                .filteredOn(Expectation.Aborted.class::isInstance)
                .singleElement()
                .asString()
                .contains("STRUCTURE");
        assertThat(counters.acts().getFirst().expect())
                .filteredOn(Expectation.Aborted.class::isInstance)
                .singleElement()
                .asString()
                .contains("RELEASE");
    }

    @Test
    void refusesARungThatTheScenarioHasNoEvidenceFor() {
        assertThatThrownBy(() -> ScenarioFiles.read("healthy-release", Map.of("rung", "a")))
                .hasMessageContaining("the scenario has no world.rung");
        assertThatThrownBy(() ->
                        ScenarioFiles.read(
                                "livekit-2024-02-07",
                                Map.of("rung", "b", "world.mesh.probes", "null")))
                .hasMessageContaining("rung is b; mesh must say what tells of it there");
    }

    private static int line(String word) throws IOException {
        return (int) healthy().lines().takeWhile(l -> !l.contains(word)).count() + 1;
    }

    private static String healthy() throws IOException {
        try (InputStream stream =
                ScenarioFiles.class.getResourceAsStream(
                        "/io/portcullis/cli/drill/scenarios/healthy-release.yaml")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
