package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.drive.DriveRollout.End;
import io.portcullis.app.judge.JudgeRollout.Outcome;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnershipTest {

    private static final Plan PLAN =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));
    private static final RolloutId POISONED = new RolloutId(new UUID(0, 7));

    private final Journey journey = new Journey(20);
    private RolloutId id = POISONED;

    @BeforeEach
    void start() {
        journey.traffic(60);
        id = journey.start(Journey.request(PLAN)).rollout().spec().id();
    }

    @Test
    void ownerGivesUpWhenAnotherOneHasMadeALook() {
        journey.look(id);
        var first = journey.owner();
        journey.ownerDies();
        journey.look(id);

        assertThat(first.look(id)).isEqualTo(Outcome.LOST);
        assertThat(journey.lastLook(id)).isEqualTo(2);
        assertThat(journey.owner().look(id)).isEqualTo(Outcome.GOES_ON);
    }

    @Test
    void ownerGoesOnAfterWhatAPersonDid() {
        journey.look(id);

        journey.pipelineOpens(id, 1);

        assertThat(journey.owner().look(id)).isEqualTo(Outcome.GOES_ON);
        assertThat(journey.lastLook(id)).isEqualTo(2);
    }

    @Test
    void driverMakesNoLookAfterItsLeaseIsLost() throws InterruptedException {
        Instant lost = journey.clock.instant().plus(Journey.LOOK.multipliedBy(3));

        End end = journey.driver().drive(id, () -> !journey.clock.instant().isAfter(lost));

        assertThat(end).isEqualTo(End.GIVEN_UP);
        assertThat(journey.lastLook(id)).isEqualTo(3);
    }

    @Test
    void driverEndsWhenAnotherOneMakesTheLooks() throws InterruptedException {
        var driver = journey.driver();
        journey.ownerDies();
        Instant other = journey.clock.instant().plus(Journey.LOOK.multipliedBy(2));

        End end =
                driver.drive(
                        id,
                        () -> {
                            if (!journey.clock.instant().isBefore(other)) {
                                journey.owner().look(id);
                            }
                            return journey.lastLook(id) < 100;
                        });

        assertThat(end).isEqualTo(End.GIVEN_UP);
        assertThat(journey.lastLook(id)).isLessThan(5);
    }

    @Test
    void peopleAreToldOnceWhenLooksGoOnFailing() throws InterruptedException {
        Instant end = journey.clock.instant().plus(Duration.ofMinutes(5));

        journey.driver().drive(POISONED, () -> journey.clock.instant().isBefore(end));

        assertThat(journey.pages)
                .singleElement()
                .asString()
                .startsWith("CRITICAL 6 looks in a row have failed");
    }

    @Test
    void pageIsToldOnceThoughItWasReadTwice() {
        var queue = new OvertakenActionQueue(journey.store.actions());
        var act = journey.actsOn(queue);
        queue.beforeAnswer(() -> act.begin(id));
        journey.personAborts(id);

        act.begin(id);

        assertThat(journey.pages).doesNotHaveDuplicates().isNotEmpty();
    }
}
