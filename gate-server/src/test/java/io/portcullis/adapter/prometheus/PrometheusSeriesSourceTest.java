package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.SeriesSource;
import io.portcullis.port.SeriesSourceContract;
import io.portcullis.testing.Exposition;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class PrometheusSeriesSourceTest extends SeriesSourceContract {

    private final FakePrometheus prometheus = new FakePrometheus(NOW);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @AfterEach
    void stop() {
        prometheus.close();
        http.close();
    }

    @Override
    protected SeriesSource source() {
        var endpoint =
                new PrometheusEndpoint(
                        new Region("eu"),
                        prometheus.url(),
                        Optional.empty(),
                        new PrometheusEndpoint.Authorization.None(),
                        Map.of());
        return new PrometheusSeriesSource(http, endpoint, new SettableClock(NOW));
    }

    @Override
    protected void scraped(Instant at, String instance, Exposition answer) {
        for (Exposition.Series one : answer.all()) {
            prometheus.sample(one.scraped("broker", instance), at, one.value());
        }
    }

    @Override
    protected void breakDown() {
        prometheus.answer("", FakePrometheus.Answer.of(503, "text/html", "<h1>later</h1>"));
    }
}
