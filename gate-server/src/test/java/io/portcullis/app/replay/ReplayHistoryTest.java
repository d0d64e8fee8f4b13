package io.portcullis.app.replay;

import static io.portcullis.app.replay.PastWorld.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.replay.ReplayRequest.Bad;
import io.portcullis.app.replay.ReplayRequest.Healthy;
import io.portcullis.app.replay.ReplayRequest.Intent;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.EvidenceUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReplayHistoryTest {

    private static final int BAKE = 60;

    private final List<Watcher.Progress> progress = new ArrayList<>();
    private boolean isThere = true;

    @Test
    void neverCriesWolfWhereServersAreAlike() throws InterruptedException {
        var world = new PastWorld(1, 0);
        world.healthy(1_500);

        var report = healthy(world, 1_500, 40);

        assertThat(report.intervals()).isEqualTo(40);
        assertThat(report.looksEach()).isEqualTo(90);
        assertThat(report.intervalsApart()).isEqualTo(3);
        assertThat(report.ends().aborted()).isZero();
        assertThat(report.ends().limits().high()).isBetween(0.08, 0.09);
        assertThat(report.ends().promisedRatio()).isEqualTo(0.01);
        assertThat(report.evidence().max()).isLessThan(report.logThreshold());
        assertThat(report.evidence().median()).isLessThanOrEqualTo(report.evidence().p99());
        assertThat(report.signals())
                .hasSize(1)
                .allSatisfy(signal -> {
                    assertThat(signal.difference().lasting()).isLessThan(0.06);
                    assertThat(signal.difference().toleranceAdvised()).isLessThan(1.25);
                    assertThat(signal.tolerance()).isEqualTo(1.1);
                });
        assertThat(progress)
                .hasSize(13)
                .last()
                .satisfies(last -> {
                    assertThat(last.looks()).isGreaterThan(1_440);
                    assertThat(last.intervalsDone()).isEqualTo(40);
                });
    }

    @Test
    void advisesMoreToleranceWhereServersDiffer() throws InterruptedException {
        var world = new PastWorld(2, 0.3);
        world.healthy(1_500);

        var report = healthy(world, 1_500, 40);

        // One server in ten against nine others: log sd .3 sqrt(1 + 1/9).
        assertThat(report.signals().getFirst().difference().lasting()).isBetween(0.2, 0.45);
        assertThat(report.signals().getFirst().difference().toleranceAdvised()).isGreaterThan(1.4);
    }

    @Test
    void givesTheSameForTheSameSeed() throws InterruptedException {
        var world = new PastWorld(3, 0.1);
        world.healthy(700);

        assertThat(healthy(world, 700, 5)).isEqualTo(healthy(world, 700, 5));
    }

    @Test
    void tellsHowMuchEarlierItWouldHaveSpoken() throws InterruptedException {
        var world = new PastWorld(4, 0);
        world.healthy(400);
        world.deployed(200, 0.05);

        var report = bad(world, new Bad(at(399), at(599), PastWorld.NEW, PastWorld.OLD, at(579)));

        assertThat(report.decision())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons())
                                        .extracting(Reason::type)
                                        .contains(ReasonType.RELEASE));
        // The new servers' first six looks are dropped.
        assertThat(report.after()).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(150));
        assertThat(report.earlier()).isGreaterThan(Duration.ofMinutes(25));
        assertThat(report.looksBefore()).isEqualTo(360);
        assertThat(report.canaryExposure()).isGreaterThan(1_000);
        assertThat(report.gaps()).isEmpty();
    }

    @Test
    void saysWhenNothingOfTheVersionWasSeen() throws InterruptedException {
        var world = new PastWorld(5, 0);
        world.healthy(400);
        world.deployed(40, 0.05);

        var report = bad(world, new Bad(at(399), at(439), "1.6.0", PastWorld.OLD, null));

        assertThat(report.decision()).isInstanceOf(Decision.Hold.class);
        assertThat(report.canaryExposure()).isZero();
        assertThat(report.unknown()).containsOnlyKeys(PastWorld.WEST, PastWorld.EAST);
        assertThat(report.earlier()).isNull();
    }

    @Test
    void keepsWhatWasMissing() throws InterruptedException {
        var world = new PastWorld(6, 0);
        world.healthy(400);
        world.deployed(100, 0.05);
        world.unreachable(PastWorld.EAST);

        var report = bad(world, new Bad(at(399), at(499), PastWorld.NEW, PastWorld.OLD, null));

        assertThat(report.gaps()).extracting(Gap::region).containsExactly(PastWorld.EAST);
        assertThat(report.decision()).isInstanceOf(Decision.Abort.class);
    }

    @Test
    void saysThatNothingCouldBeRead() {
        var world = new PastWorld(7, 0);
        world.healthy(700);
        world.unreachable(PastWorld.WEST);
        world.unreachable(PastWorld.EAST);

        assertThatThrownBy(() -> healthy(world, 700, 5))
                .isInstanceOf(EvidenceUnavailable.class)
                .hasMessageContaining("fewer than 30 looks with evidence")
                .hasMessageContaining("us-east does not answer");
    }

    @Test
    void validatesWithoutReading() throws InterruptedException {
        var world = new PastWorld(8, 0);
        world.healthy(700);
        world.unreachable(PastWorld.WEST);

        var report =
                world.replay()
                        .replay(
                                request(
                                        new Healthy(at(0), at(699), 300, 0),
                                        List.of(),
                                        Intent.VALIDATE_ONLY),
                                watcher());

        assertThat(report.healthy()).isNull();
        assertThat(report.notes())
                .containsExactly(
                        "Would read 699 looks of 10 s in 2 regions and play 250 rollouts of nothing new,"
                                + " of up to 90 looks each; 1 of them share no look.");
    }

    @Test
    void refusesEverythingThatIsWrongAtOnce() {
        var world = new PastWorld(9, 0);
        world.healthy(10);
        var request =
                request(
                        new Healthy(at(9), at(5), 300, 0),
                        List.of(
                                new Bad(at(0), at(20), "1", "1", null),
                                new Bad(at(-40_000), at(0), "2", "1", null)),
                        Intent.PLAY);

        assertThatThrownBy(() -> world.replay().replay(request, watcher()))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("healthy: ends at 2026-03-01T00:00:55Z, not after")
                .hasMessageContaining("bad[0]: ends at 2026-03-01T00:03:25Z, which is not past")
                .hasMessageContaining("bad[0].new_version: is '1', as the old one")
                .hasMessageContaining("bad[1]: is 111 hours long; at most 72");
    }

    @Test
    void refusesATimeTooShortForOneRollout() {
        var world = new PastWorld(10, 0);
        world.healthy(400);

        assertThatThrownBy(() -> healthy(world, 400, 5))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining(
                        "has 399 looks; one rollout needs 360 before it and up to 90: give 1 h 16 min"
                                + " or more");
    }

    @Test
    void endsWhenNobodyWaits() {
        var world = new PastWorld(11, 0);
        world.healthy(700);
        isThere = false;

        assertThatThrownBy(() -> healthy(world, 700, 5)).isInstanceOf(CancellationException.class);
    }

    private ReplayReport.Healthy healthy(PastWorld world, int looks, int intervals)
            throws InterruptedException {
        var healthy = new Healthy(at(0), at(looks - 1), intervals, 42);
        var report = world.replay().replay(request(healthy, List.of(), Intent.PLAY), watcher());
        return Objects.requireNonNull(report.healthy());
    }

    private ReplayReport.Bad bad(PastWorld world, Bad bad) throws InterruptedException {
        return world.replay()
                .replay(request(null, List.of(bad), Intent.PLAY), watcher())
                .bad()
                .getFirst();
    }

    private static ReplayRequest request(@Nullable Healthy healthy, List<Bad> bad, Intent intent) {
        return new ReplayRequest(
                new ServiceName("web"), PastWorld.plan(BAKE), healthy, bad, intent);
    }

    private Watcher watcher() {
        return new Watcher() {
            @Override
            public boolean isThere() {
                return isThere;
            }

            @Override
            public void progress(Progress now) {
                progress.add(now);
            }
        };
    }
}
