package io.portcullis.testing;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL of another version than the embedded one, in a container. {@code
 * GATE_TEST_POSTGRES_IMAGE} names the image where the official one cannot be had.
 */
public final class ContainerPostgres implements AutoCloseable {

    private static final String IMAGE =
            System.getenv().getOrDefault("GATE_TEST_POSTGRES_IMAGE", "postgres:15");
    private static final int PULL_SECONDS_MAX = 120;

    private final PostgreSQLContainer container;

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    /** Starts one; where that is impossible, notes that {@code what} was not run and skips the test. */
    public static ContainerPostgres startFor(String what) {
        NotRun.unless(
                DockerClientFactory.instance().isDockerAvailable(),
                what,
                "no Docker engine runs here");
        NotRun.unless(
                isHere() || isPulled(), what, "the image " + IMAGE + " is not here, nor to be had");
        var container =
                new PostgreSQLContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"));
        container.start();
        return new ContainerPostgres(container);
    }

    public String jdbcUrl() {
        return container.getJdbcUrl();
    }

    public String user() {
        return container.getUsername();
    }

    public String password() {
        return container.getPassword();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static boolean isHere() {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException _) {
            return false;
        }
    }

    /** Testcontainers' own pull would try for minutes where no registry can be reached. */
    private static boolean isPulled() {
        try {
            return DockerClientFactory.lazyClient()
                    .pullImageCmd(IMAGE)
                    .start()
                    .awaitCompletion(PULL_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (DockerException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
