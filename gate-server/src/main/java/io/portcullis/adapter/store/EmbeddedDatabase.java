package io.portcullis.adapter.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL server that the gate brings along and runs as its child, for machines without one.
 * The same engine and the same SQL as in production; its data stays in a directory between starts.
 *
 * <p>It listens on the loopback interface only and asks for a password that only the owner of the
 * directory can read, because other users share the machine. What is committed is on the disk.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "postgres";

    /** Replaying the log after a crash takes its time. */
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final DataDirectory directory;
    private final EmbeddedPostgres server;
    private final DatabaseAddress address;

    private EmbeddedDatabase(
            DataDirectory directory, EmbeddedPostgres server, DatabaseAddress address) {
        this.directory = directory;
        this.server = server;
        this.address = address;
    }

    /**
     * Starts the server over the data of a directory, or over none yet. A server that a killed gate
     * left running there is stopped first.
     *
     * @throws EmbeddedDatabaseFailed another gate uses the directory, or PostgreSQL does not start;
     *     the message says what to do
     */
    public static EmbeddedDatabase start(Path path) {
        return start(path, path.resolve("binaries"));
    }

    /**
     * The same with PostgreSQL's programs unpacked elsewhere, so that several directories share them.
     *
     * @param programs writable by nobody else: what is there is run
     */
    static EmbeddedDatabase start(Path path, Path programs) {
        requireUser();
        var directory = DataDirectory.take(path);
        try {
            directory.stopLeftServer();
            directory.dropUnfinished();
            var server = start(directory, Files.createDirectories(programs));
            directory.markFinished();
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            return new EmbeddedDatabase(
                    directory, server, new DatabaseAddress(url, USER, directory.password()));
        } catch (IOException | RuntimeException e) {
            directory.release();
            throw e instanceof EmbeddedDatabaseFailed failed
                    ? failed
                    : new EmbeddedDatabaseFailed(
                            "The embedded PostgreSQL did not start. Look into "
                                    + directory.log()
                                    + ", or give a database instead.",
                            e);
        }
    }

    /**
     * Where data is kept unless somebody says otherwise: {@code portcullis} under {@code
     * XDG_STATE_HOME}, else under {@code ~/.local/state}.
     */
    public static Path defaultDirectory(Map<String, String> environment, Path home) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG specification: a path that is not absolute is to be ignored.
        var base = state.startsWith("/") ? Path.of(state) : home.resolve(".local/state");
        return base.resolve("portcullis");
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Stops the server and gives the directory free. Connections should be closed before. */
    @Override
    public void close() {
        try {
            server.close();
            directory.stopLeftServer();
        } catch (IOException e) {
            throw new EmbeddedDatabaseFailed("The embedded PostgreSQL did not stop.", e);
        } finally {
            directory.release();
        }
    }

    private static EmbeddedPostgres start(DataDirectory directory, Path programs)
            throws IOException {
        var log = Redirect.appendTo(directory.log().toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.cluster())
                .setOverrideWorkingDirectory(programs.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_MAX)
                // The library is made for tests: it switches durability off and trusts everybody.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "50")
                .setServerConfig("unix_socket_directories", "''")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.passwordFile().toString())
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", directory.password())
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .start();
    }

    private static void requireUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !LinuxUtils.isUnshareAvailable()) {
            throw new EmbeddedDatabaseFailed(
                    "PostgreSQL refuses to run as root, and this system forbids the user namespace"
                            + " (unshare -U) that would hide it. Start the gate as another user, or"
                            + " give a database instead.",
                    null);
        }
    }
}
