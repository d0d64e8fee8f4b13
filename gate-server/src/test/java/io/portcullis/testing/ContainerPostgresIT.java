package io.portcullis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

final class ContainerPostgresIT {

    @Test
    void answersWithItsVersion() throws Exception {
        try (var postgres = ContainerPostgres.startFor("PostgreSQL 15 in a container");
                var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                var answer = connection.createStatement().executeQuery("show server_version_num")) {
            answer.next();

            assertThat(answer.getInt(1)).isBetween(150_000, 159_999);
        }
    }
}
