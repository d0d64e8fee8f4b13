package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.FaultSpell;
import io.portcullis.cli.drill.scenario.History;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The world broke in look 20 of an act; a look is a minute. */
final class ComparisonTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Seen<Incident>> seen = new ArrayList<>();

    @Test
    void countsFromTheFaultToTheIncidentAndToItsEnd() {
        opened("1", 23);
        resolved("1", 40);

        assertThat(comparison().detected()).contains(Duration.ofMinutes(3));
        assertThat(comparison().resolved()).contains(Duration.ofMinutes(20));
    }

    @Test
    void isResolvedOnlyWhenEveryIncidentIs() {
        opened("1", 23);
        opened("2", 24);
        resolved("1", 40);

        assertThat(comparison().resolved()).isEmpty();

        resolved("2", 39);

        assertThat(comparison().resolved()).contains(Duration.ofMinutes(20));
    }

    @Test
    void isNotDetectedByWhatWasOpenBeforeOrIsClosed() {
        opened("1", 5);
        opened("1", 25);
        resolved("1", 30);
        resolved("2", 31);

        assertThat(comparison().detected()).isEmpty();
    }

    @Test
    void isDetectedByAnOldIncidentThatOpensAgain() {
        opened("1", 2);
        resolved("1", 5);

        assertThat(comparison().resolved()).isEmpty();

        opened("1", 26);

        assertThat(comparison().detected()).contains(Duration.ofMinutes(6));
        assertThat(comparison().resolved()).isEmpty();
    }

    private void opened(String name, long look) {
        add(name, look, IncidentState.INCIDENT_STATE_DETECTED);
    }

    private void resolved(String name, long look) {
        add(name, look, IncidentState.INCIDENT_STATE_RESOLVED);
    }

    private void add(String name, long look, IncidentState state) {
        Incident incident = Incident.newBuilder().setName(name).setState(state).build();
        seen.add(new Seen<>(look, BEGIN.plusSeconds(look), incident));
    }

    private Comparison comparison() {
        Scenario scenario = ScenarioFiles.read("livekit-2024-02-07", Map.of());
        History history = scenario.history();
        assertThat(history).isNotNull();
        ActRecord record =
                new ActRecord(
                        scenario.acts().getFirst(),
                        Duration.ofSeconds(1),
                        true,
                        BEGIN,
                        10,
                        60,
                        1,
                        List.of(new FaultSpell(20, BEGIN, 35, BEGIN)),
                        List.of(),
                        List.of(),
                        List.of(),
                        seen,
                        Optional.empty(),
                        Rollout.getDefaultInstance(),
                        false);
        return Comparison.of(record, history, 60);
    }
}
