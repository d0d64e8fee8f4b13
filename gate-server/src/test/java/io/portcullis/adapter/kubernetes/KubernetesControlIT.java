package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.port.control.ControlAnswer.Done;
import io.portcullis.port.control.ControlAnswer.Refused;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.VersionCount;
import io.portcullis.testing.NotRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on real control planes, three regions, with the permissions of k8s/rbac.yaml and not
 * one more.
 */
final class KubernetesControlIT extends KubernetesControlContract {

    @TempDir private Path directory;

    @BeforeAll
    static void requireClusters() {
        NotRun.unless(
                RealKubernetesWorld.kubeconfigs().size() >= REGIONS.size(),
                "the Kubernetes control on real control planes",
                "GATE_TEST_KUBECONFIG does not name three kubeconfigs; the same contract ran on the"
                        + " mock server");
    }

    @Override
    protected RealKubernetesWorld world() {
        return new RealKubernetesWorld(directory, REGIONS, OLD);
    }

    @Test
    void saysWhichRegionStillDrainsUntilItIsGone() {
        try (var world = world()) {
            world.releaseDrainingFor(EU_WEST, NEW, "1s");
            world.releaseDrainingFor(US_EAST, NEW, "1s");
            world.releaseDrainingFor(SA_EAST, NEW, "20s");

            REGIONS.forEach(region -> assertThat(restored(world, region)).isEqualTo(new Done()));
            world.awaitOldReady(SA_EAST);
            world.awaitGone(EU_WEST, NEW);
            world.awaitGone(US_EAST, NEW);

            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
            assertThat(counted(world, US_EAST).isAlone(OLD.version())).isTrue();
            assertThat(counted(world, SA_EAST).versions())
                    .containsExactly(
                            new VersionCount(OLD.version(), ControlWorld.SERVER_COUNT, 0),
                            new VersionCount(NEW.version(), 0, ControlWorld.SERVER_COUNT));

            world.awaitGone(SA_EAST, NEW);

            assertThat(counted(world, SA_EAST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void goesBackToWhatBecameReadyWhenTheNewestRevisionNeverDid() {
        try (var world = world()) {
            var broken = new ReleaseReference("1.5.0-broken", "example.test/broken:1", "c-broken");
            world.releaseNeverReady(EU_WEST, broken);
            world.record(EU_WEST);

            assertThat(restored(world, EU_WEST)).isEqualTo(new Done());
            world.settle(EU_WEST);

            assertThat(counted(world, EU_WEST).isAlone(OLD.version())).isTrue();
        }
    }

    @Test
    void answersWhatTheClusterRefusesAsAValue() {
        try (var world = world()) {
            world.deleteDeployment(EU_WEST);
            world.createWithSelector(EU_WEST, NEW, Map.of("app", "media-server", "track", "new"));

            assertThat(restored(world, EU_WEST))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.message()).contains("selector"));
        }
    }

    @Test
    void namesThePermissionThatIsMissing() {
        try (var world = world()) {
            world.release(EU_WEST, ControlWorld.Draining.AT_ONCE);
            world.takePermissions(EU_WEST);

            assertThatThrownBy(() -> restored(world, EU_WEST))
                    .isInstanceOf(ControlUnavailable.class)
                    .hasMessageContainingAll("eu-west", "k8s/rbac.yaml", "deployments");
            assertThatThrownBy(() -> counted(world, EU_WEST))
                    .isInstanceOf(ControlUnavailable.class);
            assertThat(restored(world, US_EAST)).isEqualTo(new Done());
        }
    }
}
