package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.store.Database;
import io.portcullis.adapter.store.DatabaseAddress;
import io.portcullis.adapter.store.EmbeddedDatabase;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.wiring.configuration.ConfigurationInvalid;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.StoreConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The store: the database given, or the embedded one. */
@Factory
final class StoreFactory {

    @Bean(preDestroy = "close")
    @Singleton
    OpenStore store(GateConfiguration configuration) {
        return switch (configuration.store()) {
            case StoreConfiguration.Embedded(var directory) -> {
                var embedded = EmbeddedDatabase.start(directory);
                try {
                    yield new OpenStore(Database.open(embedded.address()), embedded::close);
                } catch (RuntimeException e) {
                    embedded.close();
                    throw e;
                }
            }
            case StoreConfiguration.Given(var url, var user, var passwordFile) ->
                    new OpenStore(
                            Database.open(
                                    new DatabaseAddress(
                                            url,
                                            user.orElse(""),
                                            passwordFile.map(StoreFactory::password).orElse(""))),
                            () -> {});
        };
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigurationInvalid(
                    List.of("portcullis.store.passwordFile " + file + " cannot be read"));
        }
    }

    @Singleton
    RolloutStore rollouts(OpenStore store) {
        return store.database().rollouts();
    }

    @Singleton
    EnvironmentStore environment(OpenStore store) {
        return store.database().environment();
    }

    @Singleton
    IncidentStore incidents(OpenStore store) {
        return store.database().incidents();
    }

    @Singleton
    IsolationStore isolation(OpenStore store) {
        return store.database().isolation();
    }

    @Singleton
    ActionQueue actions(OpenStore store) {
        return store.database().actions();
    }

    @Singleton
    EvidenceInbox inbox(OpenStore store) {
        return store.database().inbox();
    }

    @Singleton
    ProbeStore probes(OpenStore store) {
        return store.database().probes();
    }

    /**
     * @param server what is to be stopped after the connections are closed
     */
    record OpenStore(Database database, Server server) implements AutoCloseable {
        @Override
        public void close() {
            database.close();
            server.close();
        }
    }

    /** A database server that may be ours. */
    @FunctionalInterface
    interface Server extends AutoCloseable {
        @Override
        void close();
    }
}
