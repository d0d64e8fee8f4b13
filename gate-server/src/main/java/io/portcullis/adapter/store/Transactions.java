package io.portcullis.adapter.store;

import io.portcullis.port.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in one transaction, all of it or nothing, and tells a database that is away from a
 * mistake of ours.
 */
final class Transactions {

    /**
     * Classes of SQLSTATE that a healthy database would not give: connection, resources, operator,
     * system, transaction rollback, read-only while failing over.
     */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58", "40", "25", "55");

    private final Jdbi jdbi;

    Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    <T> T ask(Function<Handle, T> work) {
        return translating(() -> jdbi.inTransaction(work::apply));
    }

    void run(Consumer<Handle> work) {
        translating(() -> {
            jdbi.useTransaction(work::accept);
            return true;
        });
    }

    /** Does something with the database, and says so in our own words when it is away. */
    static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            var cause = cause(e);
            throw cause != null && isAway(cause)
                    ? new StoreUnavailable(
                            "The database is not available: " + cause.getMessage(), e)
                    : e;
        }
    }

    /** Rows of one statement. */
    <T> List<T> list(String sql, Map<String, ?> values, RowMapper<T> row) {
        return ask(handle -> handle.createQuery(sql).bindMap(values).map(row).list());
    }

    /** The row of one statement, if it has one. */
    <T> Optional<T> find(String sql, Map<String, ?> values, RowMapper<T> row) {
        return ask(handle -> find(handle, sql, values, row));
    }

    static <T> Optional<T> find(
            Handle handle, String sql, Map<String, ?> values, RowMapper<T> row) {
        return handle.createQuery(sql).bindMap(values).map(row).findOne();
    }

    /** How many rows a statement changed. */
    static int update(Handle handle, String sql, Map<String, ?> values) {
        return handle.createUpdate(sql).bindMap(values).execute();
    }

    /** One statement over many rows of values, sent together. Returns the rows each changed. */
    static int[] updateAll(Handle handle, String sql, List<Map<String, ?>> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        var batch = handle.prepareBatch(sql);
        rows.forEach(values -> batch.bindMap(values).add());
        return batch.execute();
    }

    private static boolean isAway(SQLException cause) {
        if (cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException) {
            return true;
        }
        var state = cause.getSQLState();
        return state != null && state.length() == 5 && AWAY.contains(state.substring(0, 2));
    }

    private static @Nullable SQLException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
