package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.prometheus.AlertEnvironmentSource;
import io.portcullis.adapter.prometheus.PrometheusEndpoint;
import io.portcullis.adapter.statuspage.StatusPageEnvironmentSource;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What others say of the environment. */
@Factory
final class WatchFactory {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(5);

    /** All sources of the environment together fit into a look. */
    private static final double OBSERVATION_LOOKS_MAX = 0.3;

    @Singleton
    EnvironmentSource alerts(
            GateConfiguration configuration, InstantSource clock, WorkThreads threads) {
        return new AlertEnvironmentSource(
                configuration.watches().alerts(),
                http(threads),
                endpoints(configuration),
                clock,
                timeout(configuration));
    }

    @Singleton
    EnvironmentSource providers(GateConfiguration configuration, WorkThreads threads) {
        return new StatusPageEnvironmentSource(
                configuration.watches().providers(), http(threads), timeout(configuration));
    }

    static List<PrometheusEndpoint> endpoints(GateConfiguration configuration) {
        var endpoints = new ArrayList<PrometheusEndpoint>();
        configuration
                .regions()
                .forEach((region, settings) ->
                        settings.prometheus()
                                .map(it -> PulledServices.endpoint(region, it))
                                .ifPresent(endpoints::add));
        return endpoints;
    }

    static Duration timeout(GateConfiguration configuration) {
        return Duration.ofMillis(
                Math.max(1, Math.round(configuration.look().toMillis() * OBSERVATION_LOOKS_MAX)));
    }

    static HttpClient http(WorkThreads threads) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIME_MAX)
                .executor(threads.executor())
                .build();
    }
}
