package io.portcullis.adapter.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackSignal;
import io.portcullis.kernel.pack.PackSignal.Part;
import java.io.StringReader;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pack can be read, and what is wrong with one is said by file, line and field. */
final class PackFilesTest {

    private static final String GOOD =
            """
            name: mine
            title: Mine
            about: What it is.
            origin: Me.
            signals:
              - name: requests
                rung: a
                tells: Requests that failed.
                total: requests_total
                bad: errors_total
                lazy: [bad]
            alive: build_info
            health:
              - name: up
                tells: It is down.
                series: up_and_running
                unfitBelow: 1
            """;

    @Test
    void thereIsOneForEachSoftware() {
        assertThat(PackFiles.packs().keySet())
                .contains(
                        "livekit",
                        "livepeer",
                        "rabbitmq",
                        "ingress-nginx",
                        "envoy",
                        "istio",
                        "grpc",
                        "postgresql",
                        "redis",
                        "kube-state-metrics");
    }

    @Test
    void signalsDifferByVersion() {
        Pack livekit = PackFiles.packs().get("livekit");

        assertThat(livekit.signals(Optional.empty()))
                .extracting(PackSignal::name)
                .contains("track-subscribe")
                .doesNotContain("rpc-errors", "join", "rpc-expired");
        assertThat(livekit.signals(Optional.of("1.9.12")))
                .extracting(PackSignal::name)
                .contains("rpc-errors", "join")
                .doesNotContain("rpc-expired", "media-path");
        assertThat(livekit.signals(Optional.of("1.14")))
                .extracting(PackSignal::name)
                .contains("rpc-expired", "media-path");
        assertThat(join(livekit, "1.10")).contains("rtc_connected");
        assertThat(join(livekit, "1.13.1")).contains("rtc_active");
    }

    private static String join(Pack livekit, String version) {
        return livekit.signals(Optional.of(version)).stream()
                .filter(signal -> signal.name().equals("join"))
                .findFirst()
                .orElseThrow()
                .series()
                .get(Part.SETTLED);
    }

    @Test
    void oneOfOnesOwnIsReadAlike() {
        Pack mine = PackFiles.read("mine.yml", new StringReader(GOOD));

        assertThat(mine.signals().getFirst().lazy()).containsExactly(Part.BAD);
        assertThat(mine.health().getFirst().limits().isUnfit(0)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(String from, String to, String said) {
        String broken = GOOD.replace(from, to);
        assertThat(broken).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> PackFiles.read("mine.yml", new StringReader(broken)))
                .isInstanceOf(PackInvalid.class)
                .hasMessageContaining(said);
    }

    static Stream<Arguments> mistakes() {
        return Stream.concat(mistakesInSignals(), mistakesInRulesAndText());
    }

    private static Stream<Arguments> mistakesInSignals() {
        return Stream.of(
                arguments(
                        "    rung: a\n",
                        "    rung: a\n    colour: red\n",
                        "mine.yml:8: unknown field 'colour'"),
                arguments("rung: a", "rung: z", "mine.yml:7: field 'rung': is 'z'; must be a to e"),
                arguments(
                        "    tells: Requests that failed.\n",
                        "",
                        "mine.yml:6: field 'tells' is missing"),
                arguments("[bad]", "[worst]", "mine.yml:11: field 'lazy': has 'worst'"),
                arguments(
                        "    rung: a\n",
                        "    kind: RATION\n    rung: a\n",
                        "mine.yml:7: field 'kind' is 'RATION'"),
                arguments(
                        "    rung: a\n",
                        "    rung: a\n    settings: {colour: red}\n",
                        "mine.yml:8: field 'settings': has [colour]"));
    }

    private static Stream<Arguments> mistakesInRulesAndText() {
        return Stream.of(
                arguments(
                        "    unfitBelow: 1\n",
                        "",
                        "mine.yml:14: needs unfitAbove or unfitBelow, and only one"),
                arguments(
                        "unfitBelow: 1",
                        "unfitBelow: low",
                        "mine.yml:17: field 'unfitBelow' is 'low'"),
                arguments(
                        "unfitBelow: 1",
                        "unfitBelow: 1\n    fit: 0",
                        "mine.yml:18: field 'fit': unfit BELOW 1.0 and fit at 0.0"),
                arguments("alive: build_info\n", "", "mine.yml:1: health needs alive"),
                arguments(
                        "name: mine",
                        "name: mine\nname: yours",
                        "mine.yml:2: field 'name' is there twice"),
                arguments(
                        "title: Mine",
                        "title: [Mine]",
                        "mine.yml:2: field 'title' must be a single value"),
                arguments(
                        "rung: a",
                        "rung: a\n    since: new",
                        "mine.yml:8: field 'since': version is 'new'"),
                arguments("title: Mine", "title: {Mine", "is not YAML"));
    }
}
