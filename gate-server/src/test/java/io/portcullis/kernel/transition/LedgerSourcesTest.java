package io.portcullis.kernel.transition;

import static io.portcullis.kernel.transition.Processes.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.transition.Processes.Times;
import org.junit.jupiter.api.Test;

/** Processes that several sources tell of. */
final class LedgerSourcesTest {

    private final Processes world = new Processes();

    @Test
    void countsAProcessSeenByTwoSourcesOnce() {
        for (int i = 1; i <= 5; i++) {
            world.says(
                    Processes.sample("otlp", "media-1", Arm.STABLE, new Times(at(i), at(-9)), 100));
            world.says(
                    Processes.sample(
                            "prometheus",
                            "media-1",
                            Arm.STABLE,
                            new Times(at(i - 1), at(-9)),
                            100));
            world.then();
        }
        world.says(Processes.sample("otlp", "media-1", Arm.CANARY, new Times(at(6), at(5)), 0));
        world.says(
                Processes.sample(
                        "prometheus", "media-1", Arm.STABLE, new Times(at(5), at(-9)), 100));
        world.then();
        for (int i = 7; i <= 12; i++) {
            world.says(Processes.sample("otlp", "media-1", Arm.CANARY, new Times(at(i), at(5)), 2));
            world.says(
                    Processes.sample(
                            "prometheus", "media-1", Arm.CANARY, new Times(at(i - 1), at(5)), 2));
            world.then();
        }

        assertThat(world.forward())
                .singleElement()
                .satisfies(harm ->
                        assertThat(harm.total())
                                .isEqualTo(new WorkHarm.Sum(1, 100, 100, 100, 100)));
    }

    @Test
    void hearsOutASourceThatIsLate() {
        for (int i = 1; i <= 5; i++) {
            world.says(
                    Processes.sample(
                            "cluster", "media-1", Arm.STABLE, new Times(at(i), at(-9)), 1));
            world.says(
                            Processes.sample(
                                    "late",
                                    "media-1",
                                    Arm.STABLE,
                                    new Times(at(i - 2), at(-9)),
                                    100))
                    .then();
        }
        world.says(Processes.sample("cluster", "media-1", Arm.CANARY, new Times(at(6), at(6)), 0));
        world.says(Processes.sample("late", "media-1", Arm.STABLE, new Times(at(4), at(-9)), 50))
                .then();

        assertThat(world.forward()).isEmpty();

        world.says(Processes.sample("late", "media-1", Arm.STABLE, new Times(at(5), at(-9)), 0))
                .then();
        world.says(Processes.sample("late", "media-1", Arm.CANARY, new Times(at(6), at(6)), 0))
                .then();
        assertThat(world.cutMax()).isZero();
    }
}
