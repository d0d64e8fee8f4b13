package io.portcullis.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ProbeTargetTest {

    @Test
    void hostAndPortAreReadInEveryForm() {
        assertThat(HostPort.parse("media.example:1935", 0)).isEqualTo(at("media.example", 1935));
        assertThat(HostPort.parse("192.0.2.1", 53)).isEqualTo(at("192.0.2.1", 53));
        assertThat(HostPort.parse("[2001:db8::1]:53", 0)).isEqualTo(at("2001:db8::1", 53));
        assertThat(at("2001:db8::1", 53)).hasToString("[2001:db8::1]:53");
        for (String wrong :
                List.of("", "host", "host:", "host:0", "host:70000", "a b:1", "::1:53")) {
            assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(wrong, 0));
        }
    }

    @Test
    void aCommandNamesItsProgramByAnAbsolutePath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeTarget.Command(List.of("sh"), new TreeMap<>(), 100))
                .withMessageContaining("absolute");
    }

    @Test
    void whatIsWrongWithACommandIsSaidWithoutItsArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ProbeTarget.Command(
                                List.of("curl", "--user=me:secret"), new TreeMap<>(), 100))
                .withMessageContaining("curl")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeTarget.Command(List.of(), new TreeMap<>(), 100));
        assertThat(
                        new ProbeTarget.Command(
                                List.of("/usr/bin/curl", "--user=me:secret"),
                                new TreeMap<>(Map.of("TOKEN", "secret")),
                                100))
                .asString()
                .contains("/usr/bin/curl")
                .doesNotContain("secret");
    }

    @Test
    void aUrlNamesNoUser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http("https://me:secret@media.example/live"))
                .withMessageContaining("user")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> http("https://me@media.example/"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> http("https://me:secret@/live?token=secret"))
                .withMessageContaining("host")
                .withMessageNotContaining("secret");
    }

    @Test
    void aNameIsInItsZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dns("example.org", "example.com"))
                .withMessageContaining("zone");
        assertThatIllegalArgumentException().isThrownBy(() -> dns("badexample.com", "example.com"));
        assertThat(dns("WWW.Example.COM.", "example.com").name()).isEqualTo("www.example.com");
    }

    @Test
    void whatIsShownHidesTheQuery() {
        assertThat(http("https://media.example/live?token=secret").shown())
                .isEqualTo("https://media.example/live");
    }

    @Test
    void anOutcomeIsOneShortLine() {
        var outcome = ProbeOutcome.unfit("first\n\u009bsecond\u0000" + "x".repeat(1_000));

        assertThat(outcome.text()).startsWith("first second ").hasSize(500);
    }

    private static HostPort at(String host, int port) {
        return new HostPort(host, port);
    }

    private static ProbeTarget.Http http(String url) {
        return new ProbeTarget.Http(
                URI.create(url), new TreeSet<>(List.of(200)), null, Duration.ZERO, null);
    }

    private static ProbeTarget.Dns dns(String name, String zone) {
        return new ProbeTarget.Dns(
                name,
                "A",
                zone,
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of(),
                53,
                Duration.ZERO,
                null);
    }
}
