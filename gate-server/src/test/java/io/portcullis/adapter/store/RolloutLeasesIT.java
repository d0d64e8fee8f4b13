package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.store.lease.RolloutLeases;
import io.portcullis.app.drive.DriveRollout.End;
import io.portcullis.port.store.Rollouts;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class RolloutLeasesIT {

    private final AtomicInteger driving = new AtomicInteger();
    private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<End> ended = new LinkedBlockingQueue<>();

    @Test
    void lostLeaseEndsTheDriveBeforeAnotherOneBeginsHere() throws Exception {
        var address = SharedEmbeddedDatabase.server().freshDatabase();
        try (var database = Database.open(address);
                var leases =
                        new RolloutLeases(
                                database.dataSource(),
                                "one",
                                new RolloutLeases.Work((_, owned) -> drive(owned), _ -> {}),
                                InstantSource.system())) {
            leases.start();
            leases.offer(Rollouts.id(1));
            assertThat(begun.take()).isEqualTo(1);

            // As another server does that missed the heartbeats.
            try (var connection = TestServer.connect(address)) {
                TestServer.execute(
                        connection,
                        """
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null,
                            version = version + 1
                        """);
            }

            assertThat(ended.take()).isEqualTo(End.GIVEN_UP);
            assertThat(begun.take()).isEqualTo(1);
        }
    }

    /** Says how many drive with it. */
    private End drive(BooleanSupplier owned) throws InterruptedException {
        begun.add(driving.incrementAndGet());
        var never = new LinkedBlockingQueue<Integer>();
        while (owned.getAsBoolean()) {
            never.poll(50, TimeUnit.MILLISECONDS);
        }
        driving.decrementAndGet();
        ended.add(End.GIVEN_UP);
        return End.GIVEN_UP;
    }
}
