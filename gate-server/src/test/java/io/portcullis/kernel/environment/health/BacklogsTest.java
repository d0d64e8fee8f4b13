package io.portcullis.kernel.environment.health;

import static io.portcullis.kernel.environment.Condition.FIT;
import static io.portcullis.kernel.environment.Condition.UNFIT;
import static io.portcullis.kernel.environment.health.WatchedWorld.EU;
import static io.portcullis.kernel.environment.health.WatchedWorld.broker;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Work that waits for something: the fault of the same thing is not over before it is drained. */
final class BacklogsTest {

    private static final Subject BACKLOG =
            new Subject(Subject.Kind.BACKLOG, "rabbitmq/backlog", null, EU);

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

    @Test
    void backlogGraverThanTheFaultsOfItsThingIsAFaultOfItsOwn() {
        world.looks(3, UNFIT, broker(EU));
        var holds = world.health().faults();
        world.look(List.of(aborting(BACKLOG), world.seen(broker(EU), UNFIT)));
        world.look(List.of(aborting(BACKLOG), world.seen(broker(EU), UNFIT)));
        world.look(List.of(aborting(BACKLOG), world.seen(broker(EU), UNFIT)));

        assertThat(holds).hasSize(1);
        assertThat(world.health().faults())
                .filteredOn(it -> it.kind() == Subject.Kind.BACKLOG)
                .singleElement()
                .satisfies(it -> assertThat(it.effect()).isEqualTo(Effect.ABORT));
    }

    @Test
    void backlogIsAcceptedWithTheFaultItIsPartOf() {
        world.looks(3, UNFIT, broker(EU), BACKLOG);
        var before = concerns();

        world.accept(world.fault(), "ada");

        assertThat(before).contains("BACKLOG/rabbitmq/backlog", "DEPENDENCY/rabbitmq");
        assertThat(concerns()).isEmpty();
    }

    @Test
    void backlogWithAFaultOfItsOwnIsAcceptedByItself() {
        world.looks(3, UNFIT, BACKLOG);
        world.looks(3, UNFIT, BACKLOG, broker(EU));
        var dependency = world.health().faults().getLast();

        world.accept(dependency, "ada");

        assertThat(dependency.kind()).isEqualTo(Subject.Kind.DEPENDENCY);
        assertThat(concerns()).containsExactly("BACKLOG/rabbitmq/backlog");
    }

    private Observation aborting(Subject subject) {
        return new Observation(
                subject, WatchedWorld.rule(Effect.ABORT), UNFIT, "vantage", world.now(), "waits");
    }

    /** Subjects that stand against a rollout. */
    private List<String> concerns() {
        var rollout =
                new WatchedRollout(
                        new ServiceName("media"),
                        new TreeSet<>(Set.of(EU)),
                        new TreeSet<>(Set.of(EU)),
                        new TreeSet<>(Set.of(EU)),
                        WatchedWorld.START);
        var view =
                EnvironmentView.of(
                        world.health(), List.of(), EnvironmentPolicy.DEFAULT, world.now());
        return view.of(rollout).concerns().stream()
                .filter(Concern.Unfit.class::isInstance)
                .map(it -> ((Concern.Unfit) it).subject().fingerprint())
                .toList();
    }
}
