package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.prometheus.PrometheusSeriesSource;
import io.portcullis.app.dependency.DependencyEnvironmentSource;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.SeriesSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;

/** What services depend on, by its own metrics. */
@Factory
final class DependencyFactory {

    /** A part of a look, so that the look's other sources have time. */
    private static final double TIME_LOOKS_MAX = 0.4;

    private static final Duration TIME_MIN = Duration.ofMillis(500);

    @Singleton
    EnvironmentSource dependencies(
            GateConfiguration configuration,
            HttpClient http,
            InstantSource clock,
            WorkThreads threads) {
        var regions = new TreeMap<Region, SeriesSource>();
        PulledServices.endpoints(configuration)
                .forEach(endpoint ->
                        regions.put(
                                endpoint.region(),
                                new PrometheusSeriesSource(http, endpoint, clock)));
        var part = Duration.ofMillis(Math.round(configuration.look().toMillis() * TIME_LOOKS_MAX));
        return new DependencyEnvironmentSource(
                configuration.dependencies().dependencies(),
                regions,
                part.compareTo(TIME_MIN) > 0 ? part : TIME_MIN,
                threads.executor());
    }
}
