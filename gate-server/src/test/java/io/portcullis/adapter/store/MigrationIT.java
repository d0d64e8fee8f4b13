package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What earlier versions stored is read by this one; what they stored here is never edited. */
final class MigrationIT {

    private static final String REFUSED_BY_VERSION_ONE =
            """
            {"sequence":2,"at":"2026-03-01T12:00:00Z","actor":{"kind":"GATE","name":"gate"},
             "event":{"is":"REFUSED","reasons":[
               {"type":"MISSING_CONFIGURATION_KEY","place":"eu-west","signal":null,"pair":null,
                "numbers":null,"since":null,"remaining":null,"details":{"key":"a"},
                "text":"\\"details\\": {a} is missing"},
               {"type":"PLAN_COVERAGE","place":null,"signal":null,"pair":null,
                "numbers":null,"since":null,"remaining":null,"details":{},
                "text":"one region"}]}}
            """;

    @Test
    void reasonsOfVersionOneAreRead() throws SQLException, IOException {
        var address = SharedEmbeddedDatabase.server().freshDatabase();

        String migrated;
        try (var connection = TestServer.connect(address)) {
            TestServer.execute(connection, "create schema " + Database.SCHEMA);
            TestServer.execute(connection, "create table rollout_event (entry jsonb)");
            TestServer.execute(connection, "create table incident (incident jsonb)");
            TestServer.execute(
                    connection,
                    "insert into rollout_event values ('" + REFUSED_BY_VERSION_ONE + "')");
            TestServer.execute(connection, migration("V2__reasons_name_sums_and_blame"));
            migrated = TestServer.ask(connection, "select entry from rollout_event");
        }

        var entry = Json.read(migrated, LoggedEvent.class);
        assertThat(entry.event())
                .isInstanceOfSatisfying(
                        RolloutEvent.Refused.class,
                        refused -> {
                            assertThat(refused.reasons()).hasSize(2);
                            assertThat(refused.reasons().getFirst().text())
                                    .isEqualTo("\"details\": {a} is missing");
                            assertThat(refused.reasons().getFirst().blame()).isNull();
                        });
    }

    private static String migration(String name) throws IOException {
        var file = "/db/migration/" + name + ".sql";
        try (var in = Objects.requireNonNull(MigrationIT.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
