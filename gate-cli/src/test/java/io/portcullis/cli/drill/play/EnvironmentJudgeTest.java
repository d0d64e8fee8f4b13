package io.portcullis.cli.drill.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.Expectation.EnvironmentIncident;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentClass;
import io.portcullis.v1.IncidentPresence;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The act: a fault in looks 11 to 20, and again in looks 41 to 50. A look is a second. */
final class EnvironmentJudgeTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ONE = "incidents/1";

    private final List<Seen<Incident>> seen = new ArrayList<>();

    @Test
    void passesOneIncidentThatWasClosedAndReopened() {
        opened(ONE, 13, 0);
        resolved(ONE, 25, 0);
        opened(ONE, 43, 1);
        resolved(ONE, 55, 1);

        assertThat(verdict(expected("dns", 5, null, true, 1)).passed()).isTrue();
    }

    @Test
    void failsWhenNoneOrOnlyAnotherSubjectsWasOpened() {
        assertThat(verdict(expected("dns", 5, null, false, null)).happened())
                .contains("no such incident; none at all");

        opened(ONE, 13, 0);

        Verdict other = verdict(expected("vod", 5, null, false, null));
        assertThat(other.passed()).isFalse();
        assertThat(other.happened()).contains("only [PROBE/dns]");
    }

    @Test
    void takesAnySubjectOfTheKindWhenNoneIsNamed() {
        opened(ONE, 13, 0);

        assertThat(verdict(expected(null, 5, null, false, null)).passed()).isTrue();
    }

    @Test
    void failsWhenItWasOpenedTooLateOrBeforeTheFault() {
        opened(ONE, 17, 0);

        assertThat(verdict(expected("dns", 5, null, false, null)).happened()).contains("too late");
        assertThat(verdict(expected("dns", 9, 4, false, null)).happened()).contains("too late");
        assertThat(verdict(expected("dns", 9, 6, false, null)).passed()).isTrue();

        seen.clear();
        opened(ONE, 10, 0);

        assertThat(verdict(expected("dns", 5, null, false, null)).happened())
                .contains("open before the fault");
    }

    @Test
    void leavesOutWhatWasClosedBeforeTheFault() {
        opened(ONE, 2, 3);
        resolved(ONE, 5, 3);
        opened(ONE, 13, 4);
        resolved(ONE, 25, 4);

        assertThat(verdict(expected("dns", 5, null, true, 0)).passed()).isTrue();
    }

    @Test
    void failsWhenARegionIsNotNamedOrATextNotSaid() {
        opened(ONE, 13, 0);

        assertThat(
                        verdict(
                                        new EnvironmentIncident(
                                                "PROBE",
                                                "dns",
                                                List.of("eu", "mars"),
                                                5,
                                                null,
                                                null,
                                                null,
                                                null))
                                .happened())
                .contains("does not name [mars]");
        assertThat(verdict(saying("NXDOMAIN")).passed()).isTrue();
        assertThat(verdict(saying("SERVFAIL")).passed()).isFalse();
    }

    @Test
    void failsWhenItIsStillOpenOrWasClosedUnderTheFault() {
        opened(ONE, 13, 0);

        assertThat(verdict(expected("dns", 5, null, true, null)).happened())
                .contains("it is not closed");

        resolved(ONE, 18, 0);

        assertThat(verdict(expected("dns", 5, null, true, null)).happened())
                .contains("closed while the fault was there");
    }

    @Test
    void failsWhenTheRelapseIsASecondIncidentOrWasMissed() {
        opened(ONE, 13, 0);
        resolved(ONE, 25, 0);

        assertThat(verdict(expected("dns", 5, null, true, 1)).happened())
                .contains("it was reopened 0 times");

        opened("incidents/2", 43, 0);

        assertThat(verdict(expected("dns", 5, null, false, null)).happened())
                .contains("not one incident but [incidents/1, incidents/2]");
    }

    private static EnvironmentIncident expected(
            String subject, int looks, Integer seconds, boolean closed, Integer reopened) {
        return new EnvironmentIncident(
                "PROBE", subject, List.of("eu"), looks, seconds, null, closed, reopened);
    }

    private static EnvironmentIncident saying(String text) {
        return new EnvironmentIncident("PROBE", "dns", null, 5, null, text, null, null);
    }

    private void opened(String name, long look, int reopened) {
        add(
                look,
                Incident.newBuilder()
                        .setName(name)
                        .setState(IncidentState.INCIDENT_STATE_DETECTED)
                        .setReopenedCount(reopened));
    }

    private void resolved(String name, long look, int reopened) {
        add(
                look,
                Incident.newBuilder()
                        .setName(name)
                        .setState(IncidentState.INCIDENT_STATE_RESOLVED)
                        .setReopenedCount(reopened)
                        .setResolveTime(
                                Timestamp.newBuilder().setSeconds(at(look).getEpochSecond())));
    }

    private void add(long look, Incident.Builder incident) {
        incident.setFingerprint("PROBE/dns")
                .setClass_(IncidentClass.INCIDENT_CLASS_ENVIRONMENT)
                .addRegions("eu")
                .addPresences(IncidentPresence.newBuilder().setText("ns1 says NXDOMAIN"));
        seen.add(new Seen<>(look, at(look), incident.build()));
    }

    private static Instant at(long look) {
        return BEGIN.plusSeconds(look);
    }

    private Verdict verdict(EnvironmentIncident expected) {
        ActText act =
                new ActText(
                        "watched", "DNS goes", 10, 50, null, null, null, List.of(expected), null);
        ActRecord record =
                new ActRecord(
                        act,
                        Duration.ofSeconds(1),
                        true,
                        at(10),
                        10,
                        60,
                        0,
                        List.of(
                                new FaultSpell(11, at(11), 20, at(20)),
                                new FaultSpell(41, at(41), 50, at(50))),
                        List.of(),
                        List.of(),
                        List.of(),
                        seen,
                        Optional.empty(),
                        Rollout.getDefaultInstance(),
                        false);
        List<Verdict> verdicts = ActJudge.verdicts(record);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }
}
