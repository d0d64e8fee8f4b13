package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.RecordedIncident;
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
    public Optional<RecordedIncident> find(IncidentId id) {
        return transactions.find(
                "select rollout, incident from incident where id = :id",
                Map.of("id", id.value()),
                (row, _) -> recorded(row));
    }

    @Override
    public Optional<Incident> find(RolloutId rollout) {
        return transactions.find(
                "select incident from incident where rollout = :rollout",
                Map.of("rollout", rollout.value()),
                (row, _) -> incident(row));
    }

    @Override
    public Page<RecordedIncident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize) {
        var cut = new PageCut(pageToken, pageSize);
        var found =
                transactions.list(
                        """
                        select rollout, incident from incident
                        where (:service = '' or service = :service or service is null)
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
                        (row, _) -> recorded(row));
        return cut.page(found, incident -> incident.id().value());
    }

    /** One without a rollout is of the world. */
    private static RecordedIncident recorded(ResultSet row) throws SQLException {
        return row.getObject("rollout") == null
                ? Json.read(row.getString("incident"), EnvironmentIncident.class)
                : incident(row);
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return Json.read(row.getString("incident"), Incident.class);
    }
}
