package io.portcullis.adapter.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/** The one embedded server of a test run, stopped when the run ends. */
final class SharedEmbeddedDatabase {

    private static final EmbeddedDatabase DATABASE = start();

    private SharedEmbeddedDatabase() {}

    static TestServer server() {
        return new TestServer(DATABASE.address());
    }

    private static void end(EmbeddedDatabase database, Path directory) {
        database.close();
        try {
            PathUtils.deleteDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase start() {
        try {
            Files.createDirectories(Path.of("target"));
            var directory = Files.createTempDirectory(Path.of("target"), "database");
            var database = EmbeddedDatabase.start(directory, TestServer.PROGRAMS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database, directory)));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
