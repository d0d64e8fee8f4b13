package io.portcullis.kernel.environment.health;

import static io.portcullis.kernel.environment.Condition.FIT;
import static io.portcullis.kernel.environment.Condition.UNFIT;
import static io.portcullis.kernel.environment.health.WatchedWorld.EU;
import static io.portcullis.kernel.environment.health.WatchedWorld.broker;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that waits for something: the fault of the same thing is not over before it is drained. */
final class BacklogsTest {

    private final WatchedWorld world = new WatchedWorld();

    @Test
    void notOverWhileABacklogIsNotDrained() {
        var backlog = new Subject(Subject.Kind.BACKLOG, "rabbitmq/orders", null, EU);
        world.looks(3, UNFIT, broker(EU), backlog);
        for (int i = 0; i < 20; i++) {
            world.look(List.of(world.seen(broker(EU), FIT), world.seen(backlog, UNFIT)));
        }
        var waiting = world.fault();

        world.looks(15, FIT, broker(EU), backlog);

        assertThat(world.health().faults()).hasSize(1);
        assertThat(waiting.kind()).isEqualTo(Subject.Kind.DEPENDENCY);
        assertThat(waiting.isThere()).isFalse();
        assertThat(waiting.isOpen()).isTrue();
        assertThat(waiting.waitingFor()).contains("rabbitmq/orders");
        assertThat(world.fault().isOpen()).isFalse();
    }

    @Test
    void notOverWhileWorkThatWaitsForTheSameDependencyIsNotDrained() {
        var consumers = new Subject(Subject.Kind.DEPENDENCY, "rabbitmq/consumers", null, EU);
        var backlog = new Subject(Subject.Kind.BACKLOG, "rabbitmq/backlog", null, EU);
        world.looks(3, UNFIT, consumers, backlog);
        for (int i = 0; i < 20; i++) {
            world.look(List.of(world.seen(consumers, FIT), world.seen(backlog, UNFIT)));
        }

        assertThat(world.health().faults()).hasSize(1);
        assertThat(world.fault().isOpen()).isTrue();
        assertThat(world.fault().waitingFor()).contains("rabbitmq/backlog");
    }

    @Test
    void backlogOfAnotherDependencyIsAFaultOfItsOwn() {
        var backlog = new Subject(Subject.Kind.BACKLOG, "rabbitmq-two/backlog", null, EU);

        world.looks(3, UNFIT, broker(EU), backlog);

        assertThat(world.health().faults()).hasSize(2);
    }

    @Test
    void backlogOfAKnownFaultIsNoFaultOfItsOwn() {
        var backlog = new Subject(Subject.Kind.BACKLOG, "rabbitmq", null, EU);
        world.looks(3, UNFIT, broker(EU));

        world.looks(3, UNFIT, broker(EU), backlog);

        assertThat(world.health().faults()).hasSize(1);
    }
}
