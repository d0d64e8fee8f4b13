package io.portcullis.app.environment;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.environment.WatchEnvironment.Pause;
import io.portcullis.kernel.environment.health.EnvironmentView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Shows the world to callers that watch it, from any replica: once a look, and at least once a second,
 * for nobody should hear of an incident a look after it was opened. However many watch, it is read
 * once for all of them.
 */
public final class FollowEnvironment {

    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

    private final JudgeEnvironment.Views environment;
    private final Duration every;
    private final InstantSource clock;
    private final Pause pause;
    private final int watchersMax;
    private final Semaphore free;
    private @Nullable Reading last;

    /**
     * @param look length of a look
     */
    public FollowEnvironment(
            JudgeEnvironment.Views environment,
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

    /**
     * What all who watch are shown.
     *
     * @param next when it is read again
     */
    private record Reading(EnvironmentView view, Instant next) {}

    /** Who watches. */
    public interface Watcher {

        boolean isThere();

        /** The world as it is now, or was less than a second ago; it may be as it was before. */
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
                var reading = reading();
                watcher.see(reading.view());
                pause.until(reading.next());
            }
        } finally {
            free.release();
        }
    }

    /** The last reading, or a new one when it is due; whoever comes meanwhile waits for that. */
    private synchronized Reading reading() {
        Instant now = clock.instant();
        var known = last;
        if (known != null && now.isBefore(known.next()) && !now.isBefore(known.view().at())) {
            return known;
        }
        var view = environment.at(now);
        var reading = new Reading(view, clock.instant().plus(every));
        last = reading;
        return reading;
    }
}
