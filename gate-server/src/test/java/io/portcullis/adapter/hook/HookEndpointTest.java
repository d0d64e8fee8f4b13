package io.portcullis.adapter.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.hook.HookEndpoint.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HookEndpointTest {

    private static final Path SECRET = Path.of("secret");

    @Test
    void hasDefaults() {
        var endpoint = HookEndpoint.of(URI.create("https://deploy.example.test/hook"), SECRET);

        assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(endpoint.statusInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(endpoint.transport()).isEqualTo(Transport.TLS_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://localhost/", "http://[::1]:1/"})
    void allowsPlainTextInsideThisMachine(String url) {
        assertThat(HookEndpoint.of(URI.create(url), SECRET).url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://deploy.example.test/",
                "ftp://deploy.example.test/",
                "/hook",
                "https://user:word@deploy.example.test/",
                "https://deploy.example.test/#part"
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> HookEndpoint.of(URI.create(url), SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url")
                .message()
                .doesNotContain("word@");
    }

    @Test
    void allowsPlainTextWhereItIsWanted() {
        var url = URI.create("http://deploy.example.test/");

        assertThat(endpoint(url, Duration.ofSeconds(1), Duration.ofSeconds(1)).url())
                .isEqualTo(url);
    }

    @Test
    void refusesTimesOutOfRange() {
        var url = URI.create("http://deploy.example.test/");

        assertThatThrownBy(() -> endpoint(url, Duration.ofMinutes(2), Duration.ofSeconds(1)))
                .hasMessageContaining("timeout is PT2M");
        assertThatThrownBy(() -> endpoint(url, Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("statusInterval is PT0S");
    }

    private static HookEndpoint endpoint(URI url, Duration timeout, Duration statusInterval) {
        return new HookEndpoint(url, SECRET, timeout, statusInterval, Transport.PLAIN_TEXT_ALLOWED);
    }
}
