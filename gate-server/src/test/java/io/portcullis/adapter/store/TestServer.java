package io.portcullis.adapter.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that tests share; each class gets a database of its own. */
final class TestServer {

    /** PostgreSQL's programs, unpacked once for all tests. */
    static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAddress address;

    TestServer(DatabaseAddress address) {
        this.address = address;
    }

    /** A database without any schema of ours. */
    DatabaseAddress freshDatabase() {
        var name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        try (var connection = connect(address)) {
            execute(connection, "create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        int slash = address.url().indexOf('/', "jdbc:postgresql://".length());
        var url = address.url().substring(0, slash + 1) + name;
        return new DatabaseAddress(url, address.user(), address.password());
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        var connection =
                DriverManager.getConnection(address.url(), address.user(), address.password());
        connection.setSchema(Database.SCHEMA);
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    static String ask(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = connect(address)) {
            return ask(connection, sql);
        }
    }
}
