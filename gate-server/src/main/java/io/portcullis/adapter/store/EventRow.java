package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.store.StoredRollout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A rollout joined with one event of its log: both are read in one statement, at one moment. */
record EventRow(
        RolloutId id,
        ServiceName service,
        RolloutState.Name state,
        int lastLook,
        long inboxCursor,
        LoggedEvent event) {

    static EventRow of(ResultSet row) throws SQLException {
        return new EventRow(
                new RolloutId(row.getObject("id", UUID.class)),
                new ServiceName(row.getString("service")),
                RolloutState.Name.valueOf(row.getString("state")),
                row.getInt("last_look"),
                row.getLong("inbox_cursor"),
                Json.read(row.getString("entry"), LoggedEvent.class));
    }

    /** The rollouts of rows that stand together by rollout, in the order of the rows. */
    static List<StoredRollout> rollouts(List<EventRow> rows) {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(
                                EventRow::id, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(EventRow::rollout)
                .toList();
    }

    private static StoredRollout rollout(List<EventRow> rows) {
        var row = rows.getFirst();
        return new StoredRollout(
                row.id,
                row.service,
                row.state,
                rows.stream().map(EventRow::event).toList(),
                row.lastLook,
                row.inboxCursor);
    }
}
