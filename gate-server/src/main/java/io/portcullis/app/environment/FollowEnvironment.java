package io.portcullis.app.environment;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.environment.WatchEnvironment.Pause;
import io.portcullis.kernel.environment.health.EnvironmentView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * Shows the world to callers that watch it, from any replica: once a look, and at least once a second,
 * for nobody should hear of an incident a look after it was opened.
 */
public final class FollowEnvironment {

    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

    private final ReadEnvironment environment;
    private final Duration every;
    private final InstantSource clock;
    private final Pause pause;
    private final int watchersMax;
    private final Semaphore free;

    /**
     * @param look length of a look
     */
    public FollowEnvironment(
            ReadEnvironment environment,
            Duration look,
            InstantSource clock,
            Pause pause,
            int watchersMax) {
        this.environment = environment;
        this.every = look.compareTo(PAUSE_MAX) < 0 ? look : PAUSE_MAX;
        this.clock = clock;
        this.pause = pause;
        this.watchersMax = watchersMax;
        this.free = new Semaphore(watchersMax);
    }

    /** Who watches. */
    public interface Watcher {

        boolean isThere();

        /** The world as it is now; it may be as it was before. */
        void see(EnvironmentView view) throws InterruptedException;
    }

    /**
     * Shows it until the watcher has gone.
     *
     * @throws RequestRefused too many watch
     */
    public void follow(Watcher watcher) throws InterruptedException {
        if (!free.tryAcquire()) {
            throw new RequestRefused(
                    new Why.OverLimit(
                            "portcullis.server.watchersMax", watchersMax, Duration.ofSeconds(5)));
        }
        try {
            while (watcher.isThere()) {
                watcher.see(environment.now());
                pause.until(clock.instant().plus(every));
            }
        } finally {
            free.release();
        }
    }
}
