package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.portcullis.app.NewIds;
import io.portcullis.app.drive.DriveRollout.Sleep;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock, ids and threads. */
@Factory
final class TimeFactory {

    /** Primary, because the framework has one too. */
    @Primary
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

    @Bean(preDestroy = "close")
    @Singleton
    WorkThreads threads() {
        return WorkThreads.create();
    }
}
