package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.Gate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void listsTheBundledScenarios() {
        assertThat(run("--list")).isZero();

        assertThat(out.toString()).contains("livekit-2023-11-02").contains("healthy-release");
    }

    @Test
    void explainsAScenario() {
        assertThat(run("--explain", "livekit-2023-11-02")).isZero();

        assertThat(out.toString())
                .contains("Fault:")
                .contains("Act hidden-fault")
                .contains("withinLooks=12");
    }

    @Test
    void printsTheConfigurationTheServerNeedsAndMakesTheSecret() {
        Path secret = folder.resolve("secret");

        assertThat(
                        run(
                                "livekit-2023-11-02",
                                "--configuration",
                                "--evidence",
                                "pull",
                                "--hook-secret-file",
                                secret.toString()))
                .isZero();

        assertThat(out.toString())
                .startsWith("portcullis:\n")
                .contains("links: ALL_ORDERED_PAIRS")
                .contains("secretFile: " + secret)
                .contains("bad: 'relay_track_acquire_total{result=~\"failed|timed_out\"}'")
                .contains("eu-central: {prometheus: {url: \"http://127.0.0.1:8542\"}}");
        assertThat(secret).exists();
    }

    @Test
    void playsTheRungOfTheEvidenceThatIsAskedFor() {
        assertThat(run("--explain", "livekit-2024-02-07", "--rung", "a")).isZero();

        assertThat(out.toString())
                .contains("evidence of rung a")
                .contains("reason=RELEASE")
                .doesNotContain("STRUCTURE");
    }

    @Test
    void refusesARungThatIsNoneOrThatComesInAnotherWay() {
        assertThat(run("--explain", "livekit-2024-02-07", "--rung", "f")).isNotZero();
        assertThat(err.toString()).contains("must be a, b, c, d or e");

        assertThat(run("livekit-2024-02-07", "--rung", "a", "--evidence", "pull")).isNotZero();
        assertThat(err.toString())
                .contains("Rung a says itself how evidence comes; leave out --evidence pull.");
    }

    @Test
    void saysOfTheRungThatTheScenarioHasNone() {
        assertThat(run("--explain", "healthy-release", "--rung", "a")).isNotZero();

        assertThat(err.toString())
                .contains("--rung a: the scenario has no world.rung")
                .doesNotContain("--set");
    }

    @Test
    void explainsWhatIsAroundAService() {
        assertThat(run("--explain", "livepeer-2024-04-29")).isZero();

        assertThat(out.toString())
                .contains("Around it: broker, METRICS")
                .contains("Fault: the consumers are gone, of broker, {rabbitmq_")
                .contains("without [rabbitmq_alarms_memory_used_watermark")
                .contains("nothing is started");
    }

    @Test
    void tellsTheServerWhereStandInsAre() {
        String secret = folder.resolve("secret").toString();

        assertThat(run("apivideo-2020-10-08", "--configuration", "--hook-secret-file", secret))
                .isZero();
        assertThat(
                        run(
                                "livepeer-2024-04-29",
                                "--configuration",
                                "--stand-in-port",
                                "9100",
                                "--hook-secret-file",
                                secret))
                .isZero();

        assertThat(out.toString())
                .contains("\"resolvers\":[\"127.0.0.1:8550\"]", "\"nameServerPort\":\"8550\"")
                .contains("\"target\":\"http://127.0.0.1:8551/live\"")
                .contains("eu: {prometheus: {url: \"http://127.0.0.1:9100\"}}", "na: {}");
    }

    @Test
    void refusesToPullFromAPrometheusThatIsAStandIn() {
        assertThat(run("livepeer-2024-04-29", "--evidence", "pull")).isEqualTo(2);

        assertThat(err.toString()).contains("broker");
    }

    @Test
    void endsWithWrongUsageWithoutAScenarioOrWithAnUnknownWay() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("healthy-release", "--evidence", "guess")).isEqualTo(2);

        assertThat(err.toString()).contains("--list").contains("push-relay, push-otlp or pull");
    }

    @Test
    void endsUnreachableWhenNoServerAnswers() {
        assertThat(
                        run(
                                "healthy-release",
                                "--server",
                                "127.0.0.1:1",
                                "--platform-port",
                                "0",
                                "--hook-secret-file",
                                folder.resolve("secret").toString()))
                .isEqualTo(3);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "drill";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
