package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents in PostgreSQL. */
final class PostgresIncidentStore implements IncidentStore {

    private final Transactions transactions;

    PostgresIncidentStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return transactions.find(
                "select incident from incident where id = :id",
                Map.of("id", id.value()),
                (row, _) -> incident(row));
    }

    @Override
    public Optional<Incident> find(RolloutId rollout) {
        return transactions.find(
                "select incident from incident where rollout = :rollout",
                Map.of("rollout", rollout.value()),
                (row, _) -> incident(row));
    }

    @Override
    public Page<Incident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize) {
        var cut = new PageCut(pageToken, pageSize);
        var found =
                transactions.list(
                        """
                        select incident from incident
                        where (:service = '' or service = :service)
                          and (open or not :open) and id < :before
                        order by id desc limit :limit
                        """,
                        Map.of(
                                "service",
                                service == null ? "" : service.value(),
                                "open",
                                scope == Scope.OPEN,
                                "before",
                                cut.before(),
                                "limit",
                                cut.sizeAndOne()),
                        (row, _) -> incident(row));
        return cut.page(found, incident -> incident.id().value());
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return Json.read(row.getString("incident"), Incident.class);
    }
}
