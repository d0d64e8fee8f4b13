package io.portcullis.adapter.store;

import static io.portcullis.adapter.store.TestServer.PROGRAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseIT {

    private Path directory = Path.of("");

    @BeforeEach
    void inItsOwnDirectory(@TempDir Path parent) {
        directory = parent.resolve("portcullis");
    }

    @Test
    void keepsItsDataBetweenStarts() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            writeNote(database.address());
        }

        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThat(readNote(database.address())).isEqualTo("kept");
        }
    }

    @Test
    void letsNobodyElseIn() throws IOException, SQLException {
        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            var address = database.address();
            var stranger = new DatabaseAddress(address.url(), address.user(), "guess");

            assertThatThrownBy(() -> TestServer.connect(stranger))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(TestServer.ask(address, "show unix_socket_directories")).isEmpty();
            assertThat(TestServer.ask(address, "show listen_addresses")).isEqualTo("localhost");
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void losesNothingThatIsCommitted() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThat(TestServer.ask(database.address(), "show fsync")).isEqualTo("on");
            assertThat(TestServer.ask(database.address(), "show synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    @Test
    void namesTheServerThatUsesTheDirectory() {
        try (var _ = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, PROGRAMS))
                    .isInstanceOf(EmbeddedDatabaseFailed.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void takesOverFromAGateThatWasKilled() throws Exception {
        var gate = startGate();
        var said = gate.inputReader(StandardCharsets.UTF_8).lines();
        assertThat(said.anyMatch("ready"::equals)).isTrue();
        assertThatThrownBy(() -> EmbeddedDatabase.start(directory, PROGRAMS))
                .isInstanceOf(EmbeddedDatabaseFailed.class)
                .hasMessageContaining("process " + gate.pid());
        var left = leftServer();

        gate.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(left.isAlive()).isTrue();

        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThat(leftServer().pid()).isNotEqualTo(left.pid());
            assertThat(readNote(database.address())).isEqualTo("kept");
        }
    }

    @Test
    void stopsItsServerAtTheEnd() {
        DatabaseAddress address;
        try (var database = EmbeddedDatabase.start(directory)) {
            address = database.address();
        }

        assertThatThrownBy(() -> TestServer.connect(address))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
        assertThat(directory.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void startsAnewWhereTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(directory.resolve("postgresql"));
        Files.writeString(directory.resolve("postgresql/postgresql.conf"), "# half");

        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThat(TestServer.ask(database.address(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesANamesakeOfItsOldProcessAlone() throws Exception {
        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            writeNote(database.address());
        }
        var stranger = new ProcessBuilder("cat").start();
        Files.writeString(
                directory.resolve("postgresql/postmaster.pid"), stranger.pid() + "\nelsewhere\n");

        try (var database = EmbeddedDatabase.start(directory, PROGRAMS)) {
            assertThat(readNote(database.address())).isEqualTo("kept");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void keepsDataWhereTheDesktopSpecificationSays() {
        var home = Path.of("/home/ana");

        assertThat(EmbeddedDatabase.defaultDirectory(Map.of(), home))
                .isEqualTo(Path.of("/home/ana/.local/state/portcullis"));
        assertThat(EmbeddedDatabase.defaultDirectory(Map.of("XDG_STATE_HOME", "/var/x"), home))
                .isEqualTo(Path.of("/var/x/portcullis"));
        assertThat(EmbeddedDatabase.defaultDirectory(Map.of("XDG_STATE_HOME", "x"), home))
                .isEqualTo(Path.of("/home/ana/.local/state/portcullis"));
    }

    /** What a gate does until it is killed. */
    public static void main(String[] arguments) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]), PROGRAMS);
        writeNote(database.address());
        System.out.println("ready");
        // Ends when the test that reads from it does, at the latest.
        System.in.read();
    }

    private Process startGate() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseIT.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessHandle leftServer() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postgresql/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void writeNote(DatabaseAddress address) throws SQLException {
        try (var connection = TestServer.connect(address)) {
            TestServer.execute(connection, "create table public.note as select 'kept' as text");
        }
    }

    private static String readNote(DatabaseAddress address) throws SQLException {
        return TestServer.ask(address, "select text from public.note");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
