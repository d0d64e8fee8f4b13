package io.portcullis.wiring;

import io.portcullis.wiring.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server in this process with everything in one directory, and a client of it. */
final class RunningGate implements AutoCloseable {

    final GateServer server;
    final GateClient client;

    /** Looks of 100 ms. */
    RunningGate(Path directory, String configuration) throws IOException {
        this(directory, configuration, "100ms");
    }

    RunningGate(Path directory, String configuration, String look) throws IOException {
        Path file = directory.resolve("gate.yml");
        Files.writeString(file, configuration);
        server =
                GateServer.start(
                        ConfigurationReader.read(
                                file,
                                Map.of(
                                        "portcullis.look", look,
                                        "portcullis.server.port", "0",
                                        "portcullis.management.port", "0"),
                                directory.resolve("state")));
        client =
                new GateClient(
                        server.port(), Files.readString(directory.resolve("state/token")).strip());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
