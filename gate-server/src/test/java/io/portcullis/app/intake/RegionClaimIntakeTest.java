package io.portcullis.app.intake;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.emptyView;
import static io.portcullis.app.intake.IntakeSetting.helloOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.intake.RelayReport.Completeness;
import io.portcullis.app.intake.RelayReport.Ended;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.Claim.Says;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What nodes say of their region, from their reports to the inbox. */
final class RegionClaimIntakeTest {

    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final SettableClock clock = new SettableClock(START);
    private final EvidenceIntake intake =
            new EvidenceIntake(List.of(DEFINITION), inbox, "gate", Duration.ZERO, clock);

    @Test
    void eachReportSaysItAnewOrNotAtAll() {
        var session = intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});

        session.report(report(1, Kind.SNAPSHOT, START.minusSeconds(2), Says.ISOLATED));
        assertThat(claims()).containsExactly(new Claim(START.minusSeconds(2), Says.ISOLATED));
        session.report(report(2, Kind.DELTA, START, Says.CONNECTED));
        assertThat(claims()).containsExactly(new Claim(START, Says.CONNECTED));
        session.report(report(3, Kind.DELTA, START, null));

        assertThat(claims()).isEmpty();
    }

    @Test
    void saysItAlsoWhereWhatTheNodeSeesIsNotKnown() {
        var session = intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});

        session.report(report(7, Kind.DELTA, START, Says.ISOLATED));

        assertThat(claims()).containsExactly(new Claim(START, Says.ISOLATED));
        assertThat(inbox.relayNodes(SERVICE)).allMatch(node -> node.view() == null);
    }

    @Test
    void clockThatIsAheadMakesNoClaimYoungerThanItsArrival() {
        var session = intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});

        session.report(report(1, Kind.SNAPSHOT, START.plusSeconds(3), Says.ISOLATED));

        assertThat(claims()).containsExactly(new Claim(START, Says.ISOLATED));
    }

    @Test
    void helloRenewsNothingAndAnotherProcessHasSaidNothing() {
        var session = intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});
        session.report(report(1, Kind.SNAPSHOT, START, Says.ISOLATED));
        assertThat(claims()).hasSize(1);
        clock.advance(Duration.ofSeconds(50));

        intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});
        assertThat(claims()).containsExactly(new Claim(START, Says.ISOLATED));
        intake.relay(helloOf(EAST, "n1", "e2"), _ -> {});

        assertThat(claims()).isEmpty();
    }

    @Test
    void anotherServerOfTheGateKnowsItToo() {
        var session = intake.relay(helloOf(EAST, "n1", "e1"), _ -> {});
        session.report(report(1, Kind.SNAPSHOT, START, Says.ISOLATED));
        assertThat(claims()).hasSize(1);
        var other = new EvidenceIntake(List.of(DEFINITION), inbox, "other", Duration.ZERO, clock);

        other.relay(helloOf(EAST, "n1", "e1"), _ -> {});
        other.flush(SERVICE);

        assertThat(inbox.regionClaims().get(EAST)).containsExactly(new Claim(START, Says.ISOLATED));
    }

    private List<Claim> claims() {
        intake.flush(SERVICE);
        return inbox.regionClaims().getOrDefault(EAST, List.of());
    }

    private static RelayReport report(
            long sequence, Kind kind, Instant observedAt, @Nullable Says says) {
        return new RelayReport(
                sequence,
                kind,
                List.of(),
                emptyView(observedAt),
                Ended.NOTHING,
                Optional.ofNullable(says),
                Completeness.WHOLE);
    }
}
