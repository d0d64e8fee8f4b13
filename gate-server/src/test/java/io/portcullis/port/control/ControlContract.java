package io.portcullis.port.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlAnswer.Done;
import io.portcullis.port.control.ControlAnswer.Refused;
import io.portcullis.port.control.ControlAnswer.Running;
import io.portcullis.port.control.ControlWorld.Draining;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every control must do, whatever it acts through. */
public abstract class ControlContract {

    protected static final ServiceName SERVICE = new ServiceName("media-server");
    protected static final Region EU_WEST = new Region("eu-west");
    protected static final Region US_EAST = new Region("us-east");
    protected static final Region SA_EAST = new Region("sa-east");
    protected static final List<Region> REGIONS = List.of(EU_WEST, US_EAST, SA_EAST);
    protected static final ReleaseReference OLD =
            new ReleaseReference(
                    "1.5.1", "example.test/media-server:1.5.1@sha256:" + "1".repeat(64), "c-old");
    protected static final ReleaseReference NEW =
            new ReleaseReference(
                    "1.5.2", "example.test/media-server:1.5.2@sha256:" + "2".repeat(64), "c-new");

    private static final int ANSWERS_MAX = 100;

    /** A fresh world in which the old version runs everywhere. */
    protected abstract ControlWorld world();

    @Test
    void restoresTheOldVersionInEveryRegion() {
        try (var world = world()) {
            REGIONS.forEach(region -> world.release(region, Draining.AT_ONCE));

            REGIONS.forEach(region -> assertThat(restored(world, region)).isEqualTo(new Done()));
            REGIONS.forEach(world::settle);

            REGIONS.forEach(region ->
                    assertThat(counted(world, region).versions())
                            .containsExactly(
                                    new VersionCount(OLD.version(), ControlWorld.SERVER_COUNT, 0)));
        }
    }

    @Test
    void countsWhatRunsBeforeAnythingIsRestored() {
        try (var world = world()) {
            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();

            world.release(EU_WEST, Draining.AT_ONCE);

            assertThat(counted(world, EU_WEST).isAlone(NEW.version())).isTrue();
            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isFalse();
            assertThat(counted(world, US_EAST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void countsDrainingServersUntilTheyAreGone() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.SLOWLY);

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            world.settle(EU_WEST);

            assertThat(counted(world, EU_WEST).versions())
                    .containsExactly(
                            new VersionCount(OLD.version(), ControlWorld.SERVER_COUNT, 0),
                            new VersionCount(NEW.version(), 0, ControlWorld.SERVER_COUNT));
            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isFalse();

            world.endDraining(EU_WEST);

            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void changesNothingWhenAnOrderIsRepeated() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            restored(world, EU_WEST);
            world.settle(EU_WEST);
            long changes = world.changeCount(EU_WEST);

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            assertThat(restored(world, EU_WEST, 2)).isEqualTo(new Done());

            assertThat(world.changeCount(EU_WEST)).isEqualTo(changes);
            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void changesNothingWhereTheOldVersionStillRuns() {
        try (var world = world()) {
            long changes = world.changeCount(EU_WEST);

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());

            assertThat(world.changeCount(EU_WEST)).isEqualTo(changes);
        }
    }

    @Test
    void changesOnceWhenTheSameOrderComesManyTimesAtOnce() {
        try (var world = world();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            long changes = world.changeCount(EU_WEST);

            var answers =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> restored(world, EU_WEST), threads))
                            .toList();

            assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(new Done());
            assertThat(world.changeCount(EU_WEST)).isEqualTo(changes + 1);
        }
    }

    @Test
    void leavesOtherRegionsAloneWhenOneFails() {
        try (var world = world()) {
            REGIONS.forEach(region -> world.release(region, Draining.AT_ONCE));
            world.cut(US_EAST);

            assertThatThrownBy(() -> world.control().restore(restore(world, US_EAST, 1)))
                    .isInstanceOf(ControlUnavailable.class)
                    .hasMessageContaining(US_EAST.name());
            assertThatThrownBy(() -> world.control().census(census(world, US_EAST)))
                    .isInstanceOf(ControlUnavailable.class);
            for (Region region : List.of(EU_WEST, SA_EAST)) {
                assertThat(restored(world, region)).isEqualTo(new Done());
                world.settle(region);
                assertThat(counted(world, region).isAlone(OLD.version())).isTrue();
            }

            world.mend(US_EAST);

            assertThat(counted(world, US_EAST).isAlone(NEW.version())).isTrue();
            assertThat(restored(world, US_EAST)).isEqualTo(new Done());
            world.settle(US_EAST);
            assertThat(counted(world, US_EAST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void answersARefusalAsAValue() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            world.refuse(EU_WEST);
            long changes = world.changeCount(EU_WEST);

            assertThat(restored(world, EU_WEST)).isInstanceOf(Refused.class);

            assertThat(world.changeCount(EU_WEST)).isEqualTo(changes);
            assertThat(counted(world, EU_WEST).isAlone(NEW.version())).isTrue();
        }
    }

    /** Gives the order as the outbox does: again while the answer is that it runs. */
    protected final ControlAnswer restored(ControlWorld world, Region region) {
        return restored(world, region, 1);
    }

    private ControlAnswer restored(ControlWorld world, Region region, long number) {
        var order = restore(world, region, number);
        var answer = world.control().restore(order);
        for (int given = 1; answer instanceof Running && given < ANSWERS_MAX; given++) {
            answer = world.control().restore(order);
        }
        return answer;
    }

    protected final CensusAnswer.Counted counted(ControlWorld world, Region region) {
        return (CensusAnswer.Counted) world.control().census(census(world, region));
    }

    protected static RestoreOrder restore(ControlWorld world, Region region, long number) {
        return new RestoreOrder(
                IdempotencyKey.of("rollouts/7f3a", "restore", region, number),
                rollback(region),
                world.revision(region),
                ReasonType.RELEASE,
                "track acquire eu-west -> us-east: 30 % failed, 0.2 % on the old version");
    }

    protected static CensusOrder census(ControlWorld world, Region region) {
        return new CensusOrder(
                IdempotencyKey.of("rollouts/7f3a", "census", region, 1),
                rollback(region),
                world.revision(region));
    }

    protected static RegionChange rollback(Region region) {
        return new RegionChange("rollouts/7f3a", SERVICE, region, NEW, OLD);
    }
}
