package io.portcullis.adapter.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an embedded database: used by one gate at a time, readable by its owner only.
 *
 * <p>The lock is the operating system's, so a gate that was killed leaves none. What it does leave
 * is its PostgreSQL, which goes on running as nobody's child.
 */
final class DataDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int STOP_POLLS_MAX = 600;
    private static final int KILL_POLLS_MAX = 40;
    private static final long LOG_BYTES_MAX = 10L * 1024 * 1024;
    private static final int PASSWORD_BYTES = 24;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Takes the directory for this process, and makes what is missing in it. */
    static DataDirectory take(Path path) {
        try {
            var root = Files.createDirectories(path.toAbsolutePath()).toRealPath();
            ownerOnly(root, "rwx------");
            var directory = new DataDirectory(root, lock(root));
            directory.prepare();
            return directory;
        } catch (IOException e) {
            throw new EmbeddedDatabaseFailed("The directory " + path + " cannot be used.", e);
        }
    }

    Path cluster() {
        return root.resolve("postgresql");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops a PostgreSQL that still runs over the data, quickly and without losing anything. */
    void stopLeftServer() throws IOException {
        var server = runningServer();
        if (server.isPresent()) {
            LOG.warn("Stopping the PostgreSQL that was left running. pid={}", server.get().pid());
            stop(server.get());
        }
        // The number in it may belong to another program by now, which PostgreSQL would respect.
        Files.deleteIfExists(processFile());
    }

    /** A start that was cut short leaves data that never was a database. */
    void dropUnfinished() throws IOException {
        if (!Files.exists(finishedFile()) && Files.exists(cluster())) {
            deleteAll(cluster());
        }
    }

    void markFinished() throws IOException {
        if (!Files.exists(finishedFile())) {
            Files.createFile(finishedFile());
        }
    }

    void release() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path processFile() {
        return cluster().resolve("postmaster.pid");
    }

    private Path finishedFile() {
        return root.resolve("initialised");
    }

    private void prepare() throws IOException {
        if (Files.notExists(passwordFile())) {
            var bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.createFile(passwordFile());
            ownerOnly(passwordFile(), "rw-------");
            Files.writeString(
                    passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
            Files.delete(log());
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var path = root.resolve("lock");
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(file).isEmpty()) {
            file.close();
            throw new EmbeddedDatabaseFailed(
                    "The data directory "
                            + root
                            + " is in use by another server, process "
                            + Files.readString(path).strip()
                            + ". Stop it, give this one another directory, or give both a database"
                            + " to share.",
                    null);
        }
        var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
        file.truncate(0);
        file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException e) {
            // Another server of this very process, as in tests.
            LOG.debug("Locked by this process", e);
            return Optional.empty();
        }
    }

    /** The process named in the data, if it is a PostgreSQL over this data and not a namesake. */
    private Optional<ProcessHandle> runningServer() throws IOException {
        var file = processFile();
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().commandLine().orElse("").contains(root.toString()));
    }

    /**
     * A server that ended may stay in the process table when nobody collects it, so the file that it
     * removes at its very end counts too.
     */
    private void stop(ProcessHandle server) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown: sessions are ended, what is committed is kept.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        for (int i = 0; i < STOP_POLLS_MAX; i++) {
            if (!server.isAlive() || Files.notExists(processFile())) {
                return;
            }
            pause();
        }
        LOG.warn("PostgreSQL does not stop; killing it. pid={}", server.pid());
        server.destroyForcibly();
        for (int i = 0; i < KILL_POLLS_MAX && server.isAlive(); i++) {
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL stops");
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
