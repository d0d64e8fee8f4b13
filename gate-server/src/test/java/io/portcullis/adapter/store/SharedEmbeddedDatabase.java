package io.portcullis.adapter.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one embedded server of a test run, stopped when the run ends. */
final class SharedEmbeddedDatabase {

    private static final EmbeddedDatabase DATABASE = start();

    private SharedEmbeddedDatabase() {}

    static TestServer server() {
        return new TestServer(DATABASE.address());
    }

    private static EmbeddedDatabase start() {
        try {
            Files.createDirectories(Path.of("target"));
            var directory = Files.createTempDirectory(Path.of("target"), "database");
            var database = EmbeddedDatabase.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
