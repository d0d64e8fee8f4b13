package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSignSourceContract;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.FakePrometheus.Answer;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Stores that answer over HTTP. */
final class PrometheusRegionSignSourceContractTest extends RegionSignSourceContract {

    private static final Instant START = Instant.parse("2026-11-22T19:00:00Z");
    private static final String VECTOR =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}";

    private final SettableClock clock = new SettableClock(START);
    private final FakePrometheus west = new FakePrometheus(START);
    private final FakePrometheus east = new FakePrometheus(START);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @AfterEach
    void stop() {
        http.close();
        west.close();
        east.close();
    }

    @Override
    protected RegionSignSource source() {
        east.answer("", Answer.of(502, "text/plain", "gone"));
        end(EU_WEST);
        return new PrometheusRegionSignSource(
                http,
                List.of(
                        PrometheusEndpoint.of(EU_WEST, west.url()),
                        PrometheusEndpoint.of(US_EAST, east.url())),
                new RegionSelectors(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                clock,
                Duration.ofSeconds(20));
    }

    @Override
    protected void begin(Region region) {
        up(region, "{\"metric\":{},\"value\":[1,\"%d\"]}".formatted(now().getEpochSecond()));
    }

    @Override
    protected void end(Region region) {
        up(region, "");
    }

    private void up(Region region, String result) {
        (region.equals(EU_WEST) ? west : east)
                .answer(PrometheusRegionSignSource.UP, Answer.json(VECTOR.formatted(result)));
    }

    @Override
    protected Instant now() {
        clock.advance(Duration.ofSeconds(10));
        return clock.instant();
    }
}
