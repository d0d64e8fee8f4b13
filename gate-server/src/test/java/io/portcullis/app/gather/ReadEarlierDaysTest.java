package io.portcullis.app.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.testing.InMemoryEvidenceSource;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReadEarlierDaysTest {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Region WEST = new Region("us-west");
    private static final ServiceDefinition SERVICE =
            new ServiceDefinition(
                    new ServiceName("media-server"),
                    new TreeSet<>(Set.of(WEST)),
                    new TreeSet<>(),
                    List.of(
                            new SignalDefinition(
                                    SIGNAL, SignalKind.RATIO, Scope.REGION, 0.25, 0.05)));
    private static final Cell OLD = new Cell.InRegion(SIGNAL, WEST, Arm.STABLE);

    private final InMemoryEvidenceSource west = new InMemoryEvidenceSource(WEST, DELAY);
    private final EarlierDays days =
            new ReadEarlierDays(
                    new PulledSources(Map.of(SERVICE.name(), List.of(west)), Map.of(), Set.of()),
                    new SettableClock(NOW),
                    Runnable::run);

    @Test
    void givesTheSameClockTimeOfEachDayOnce() {
        // Day d has 10 d requests a look, whatever version ran then.
        for (int back = 1; back <= 3; back++) {
            steady(back, 10L * back);
        }

        var first = days.before(spec(), NOW);
        var again = days.before(spec(), NOW);
        var next = days.before(spec(), NOW.plus(LOOK));

        assertThat(first).containsOnlyKeys(1, 2, 3);
        assertThat(first.values())
                .extracting(look -> look.counts(OLD))
                .containsExactly(new Counts(10, 0), new Counts(20, 0), new Counts(30, 0));
        assertThat(first.getOrDefault(2, null).at()).isEqualTo(NOW.minus(Duration.ofDays(2)));
        assertThat(again).isEmpty();
        assertThat(next).containsOnlyKeys(1, 2, 3);
    }

    @Test
    void goesOnFromChunkToChunk() {
        steady(1, 10);

        for (int look = 0; look < 150; look++) {
            var earlier = days.before(spec(), NOW.plus(LOOK.multipliedBy(look)));
            assertThat(earlier.get(1).counts(OLD)).isEqualTo(new Counts(10, 0));
        }
    }

    @Test
    void knowsNothingOfWhatIsOnlyPushed() {
        var nothing = new ReadEarlierDays(PulledSources.NONE, () -> NOW, Runnable::run);

        assertThat(nothing.before(spec(), NOW)).isEmpty();
    }

    private void steady(int back, long perLook) {
        Instant from = NOW.minus(Duration.ofDays(back)).minusSeconds(1_200);
        var cell = new VersionedCell.InRegion(SIGNAL, WEST, Origin.ofVersion("0." + back));
        for (int look = 0; look < 400; look++) {
            west.sample(
                    "server", cell, Part.TOTAL, from.plus(LOOK.multipliedBy(look)), look * perLook);
        }
    }

    private static RolloutSpec spec() {
        return new RolloutSpec(
                new RolloutId(new UUID(1, 2)),
                SERVICE,
                new Release(
                        "image@sha256:1",
                        "1.5.2",
                        "c",
                        new TreeSet<>(),
                        List.of(),
                        ChangeClass.NORMAL,
                        ""),
                new TreeMap<>(),
                new Plan(
                        Plan.Mode.ADVISE,
                        Plan.Driver.PIPELINE,
                        "",
                        Plan.HoldExpiry.PAUSE,
                        SharedHarmPolicy.ABORT,
                        TransitionPolicy.DEFAULT,
                        List.of(
                                new Stage(
                                        "all",
                                        new Stage.Where.All(),
                                        1,
                                        Span.looks(30),
                                        Span.looks(30))),
                        Plan.WAIT_LIMIT_DEFAULT,
                        Plan.PAUSE_LIMIT_DEFAULT,
                        Plan.RECOVERED_FOR_DEFAULT,
                        Plan.RESTORE_DEADLINE_DEFAULT,
                        Plan.POLL_DEFAULT),
                LOOK,
                new TreeMap<>(),
                Edges.NONE);
    }
}
