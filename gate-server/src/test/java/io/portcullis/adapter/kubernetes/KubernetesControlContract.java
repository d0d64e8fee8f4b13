package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.WorkloadOwner;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlAnswer.Done;
import io.portcullis.port.control.ControlAnswer.Refused;
import io.portcullis.port.control.ControlContract;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.ControlWorld.Draining;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.StageOpening;
import io.portcullis.port.control.VersionCount;
import io.portcullis.port.control.WorkloadRevision;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the Kubernetes adapter must do on every cluster, real or played. */
abstract class KubernetesControlContract extends ControlContract {

    private static final ReleaseReference NEWER =
            new ReleaseReference("1.5.3", "example.test/media-server:1.5.3", "c-newer");

    @Override
    protected abstract KubernetesWorld world();

    @Test
    void bringsTheWholeTemplateBackAndTouchesNothingElse() {
        try (var world = world()) {
            var before = world.deployment(EU_WEST);
            world.release(EU_WEST, Draining.AT_ONCE);
            world.edit(EU_WEST, d -> d.getSpec().setReplicas(4));

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());

            var after = world.deployment(EU_WEST);
            assertThat(after.getSpec().getTemplate()).isEqualTo(before.getSpec().getTemplate());
            assertThat(after.getSpec().getReplicas()).isEqualTo(4);
            assertThat(after.getSpec().getStrategy()).isEqualTo(before.getSpec().getStrategy());
            assertThat(after.getMetadata().getLabels()).isEqualTo(before.getMetadata().getLabels());
            assertThat(after.getMetadata().getAnnotations())
                    .containsEntry("kubernetes.io/change-cause", "rolled back by rollouts/7f3a");
        }
    }

    @Test
    void goesBackToWhatRanAtTheStartAndNotToThePreviousRevision() {
        try (var world = world()) {
            world.release(EU_WEST, NEW, Draining.AT_ONCE);
            world.release(EU_WEST, NEWER, Draining.AT_ONCE);

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            world.settle(EU_WEST);

            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void resumesADeploymentThatIsPaused() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            world.edit(EU_WEST, d -> d.getSpec().setPaused(true));

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            world.settle(EU_WEST);

            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void doesNotTakeOtherConfigurationForTheOldVersion() {
        try (var world = world()) {
            var sameVersion = new ReleaseReference(OLD.version(), OLD.artifact(), "c-other");
            world.release(EU_WEST, sameVersion, Draining.AT_ONCE);

            var counted = counted(world, EU_WEST);

            assertThat(counted.isAlone(OLD.version())).isFalse();
            assertThat(counted.versions())
                    .singleElement()
                    .extracting(VersionCount::version)
                    .asString()
                    .startsWith("1.5.1 of media-server-");
        }
    }

    @Test
    void refusesAWorkloadThatAnotherControllerOwns() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            world.refuse(EU_WEST);

            assertThat(restored(world, EU_WEST))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.message())
                                            .contains("Argo CD", "eu-west", "media"));
            assertThat(world.source().read(SERVICE, EU_WEST).orElseThrow().owners())
                    .extracting(WorkloadOwner::kind)
                    .containsExactly(WorkloadOwner.Kind.ARGO_CD);
        }
    }

    @Test
    void saysWhenTheConfigurationWasOverwrittenInPlace() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            world.configure(EU_WEST, Map.of("rpc.timeout", "50s"));

            assertThat(restored(world, EU_WEST))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.message())
                                            .contains("configmap/media-server", "in place")
                                            .doesNotContain("50s"));
            world.settle(EU_WEST);
            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();

            world.configure(EU_WEST, MediaServer.configMap("any").getData());

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
        }
    }

    @Test
    void refusesWhereTheDeploymentIsGone() {
        try (var world = world()) {
            world.deleteDeployment(EU_WEST);

            assertThat(restored(world, EU_WEST))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.message())
                                            .contains("eu-west", "deployment/media-server"));
            assertThatThrownBy(() -> world.source().read(SERVICE, EU_WEST))
                    .isInstanceOf(ControlUnavailable.class)
                    .hasMessageContaining("deployment/media-server");
        }
    }

    @Test
    void opensNoStage() {
        try (var world = world()) {
            var key = IdempotencyKey.of("rollouts/7f3a", "open", EU_WEST, 1);

            var answer = world.control().open(new StageOpening(key, rollback(EU_WEST), "pair", 1));

            assertThat(answer).isInstanceOf(Refused.class);
            assertThat(((ControlAnswer.Refused) answer).message()).contains("hook");
        }
    }

    @Test
    void readsWhatAdmissionNeeds() {
        try (var world = world()) {
            var facts = world.source().read(SERVICE, EU_WEST).orElseThrow();

            assertThat(facts.owners()).isEmpty();
            assertThat(facts.version()).isEqualTo(OLD.version());
            assertThat(facts.podsReadyExpected()).isEqualTo(3);
            assertThat(Objects.requireNonNull(facts.configurationKeys()).keys())
                    .containsExactlyInAnyOrder(
                            "rpc.timeout",
                            "config.yaml",
                            "rpc",
                            "rpc.relay",
                            "rpc.relay.version",
                            "rpc.retries");
            assertThat(world.source().read(new ServiceName("other"), EU_WEST)).isEmpty();
            assertThat(world.source().read(SERVICE, new Region("af-south"))).isEmpty();
        }
    }

    @Test
    void recordsTheSameRevisionEachTimeItIsRead() {
        try (var world = world()) {
            WorkloadRevision first = world.source().read(SERVICE, EU_WEST).orElseThrow().revision();

            world.edit(EU_WEST, d -> d.getSpec().setReplicas(4));

            assertThat(world.source().read(SERVICE, EU_WEST).orElseThrow().revision())
                    .isEqualTo(first);
        }
    }

    @Test
    void tellsTheArmOfEachPod() {
        try (var world = world()) {
            WorkloadRevision before = Objects.requireNonNull(world.revision(EU_WEST));
            assertThat(world.arms().arms(SERVICE, EU_WEST, before).values())
                    .containsExactly(Arm.STABLE, Arm.STABLE, Arm.STABLE);

            world.release(EU_WEST, Draining.SLOWLY);
            restored(world, EU_WEST);
            world.settle(EU_WEST);

            assertThat(world.arms().arms(SERVICE, EU_WEST, before))
                    .hasSize(6)
                    .allSatisfy((pod, arm) ->
                            assertThat(arm)
                                    .isEqualTo(
                                            world.isDraining(EU_WEST, pod)
                                                    ? Arm.CANARY
                                                    : Arm.STABLE));
        }
    }

    @Test
    void keepsWhatSomebodyElseWritesMeanwhile() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            var order = restore(world, EU_WEST, 1);
            var writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < 30; i++) {
                                    var key = "example.test/write-" + i;
                                    world.edit(EU_WEST, d -> annotate(d, key));
                                }
                            });

            ControlAnswer answer = world.control().restore(order);
            join(writer);

            // Conflicts beyond the bound are answered Running; the same order then gets through.
            assertThat(answer).isNotInstanceOf(Refused.class);
            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            var annotations = world.deployment(EU_WEST).getMetadata().getAnnotations();
            for (int i = 0; i < 30; i++) {
                assertThat(annotations).containsKey("example.test/write-" + i);
            }
        }
    }

    private static void annotate(Deployment deployment, String key) {
        deployment.getMetadata().getAnnotations().put(key, "x");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
