package io.portcullis.adapter.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on the client library's mock server, which stores objects and runs no controllers:
 * the test plays them. It knows no permissions; {@link KubernetesControlIT} has those.
 */
final class MockKubernetesControlTest extends KubernetesControlContract {

    @TempDir private Path directory;

    @Override
    protected KubernetesWorld world() {
        return new MockKubernetesWorld(directory, REGIONS, OLD);
    }
}
