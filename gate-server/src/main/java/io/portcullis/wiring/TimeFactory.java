package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.portcullis.app.NewIds;
import io.portcullis.app.drive.DriveRollout.Sleep;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The clock, ids and threads. */
@Factory
final class TimeFactory {

    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Singleton
    Sleep sleep(InstantSource clock) {
        return (Instant time) -> {
            Duration wait = Duration.between(clock.instant(), time);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
        };
    }

    @Singleton
    NewIds ids(InstantSource clock) {
        return new NewIds(clock, new SecureRandom());
    }

    /** Calls and work within them may block; what there may be of them is bounded where it begins. */
    @Bean(preDestroy = "shutdownNow")
    @Singleton
    @Named("virtual")
    ExecutorService virtualThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
    }
}
