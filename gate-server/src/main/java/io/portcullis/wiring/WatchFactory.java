package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.prometheus.AlertEnvironmentSource;
import io.portcullis.adapter.statuspage.StatusPageEnvironmentSource;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/** What others say of the environment. */
@Factory
final class WatchFactory {

    /** All sources of the environment together fit into a look. */
    private static final double OBSERVATION_LOOKS_MAX = 0.3;

    @Singleton
    EnvironmentSource alerts(
            GateConfiguration configuration, HttpClient http, InstantSource clock) {
        return new AlertEnvironmentSource(
                configuration.watches().alerts(),
                http,
                PulledServices.endpoints(configuration),
                clock,
                timeout(configuration));
    }

    @Singleton
    EnvironmentSource providers(GateConfiguration configuration, HttpClient http) {
        return new StatusPageEnvironmentSource(
                configuration.watches().providers(), http, timeout(configuration));
    }

    static Duration timeout(GateConfiguration configuration) {
        return Duration.ofMillis(
                Math.max(1, Math.round(configuration.look().toMillis() * OBSERVATION_LOOKS_MAX)));
    }
}
