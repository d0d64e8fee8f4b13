package io.portcullis.app.environment;

import io.portcullis.app.act.Backoff;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.health.EnvironmentStep.Event;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.port.Notifier;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.QueuedPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of faults of the world. A page is stored with the look that calls for it and told
 * after that; one that could not be told, or was left by an owner that died, is told at a later look.
 */
final class TellWorld {

    private static final Logger LOG = LoggerFactory.getLogger(TellWorld.class);

    /** Of a look's length: whoever tells cannot look. */
    private static final int TELL_PARTS = 4;

    private final ActionQueue queue;
    private final Notifier notifier;
    private final Duration longest;
    private final InstantSource clock;

    /**
     * @param look length of a look
     */
    TellWorld(ActionQueue queue, Notifier notifier, Duration look, InstantSource clock) {
        this.queue = queue;
        this.notifier = notifier;
        this.longest = look.dividedBy(TELL_PARTS);
        this.clock = clock;
    }

    /**
     * What is to be told of a look. A page is named by its place in the commit, of which there is one
     * for each revision, and not by the fault: much may happen to a fault at one look, and its
     * timeline grows no more once it is full.
     *
     * @param revision that the look is stored as
     */
    static List<Action.Page> pages(List<Event> events, long revision) {
        var pages = new ArrayList<Action.Page>();
        for (Event event : events) {
            pages.add(page(event, "%d.%d".formatted(revision, pages.size())));
        }
        return pages;
    }

    private static Action.Page page(Event event, String at) {
        var incident = new EnvironmentIncident(event.fault());
        return new Action.Page(
                incident.id().resourceName() + "." + at,
                urgency(event),
                "%s: %s %s"
                        .formatted(event.entry().kind(), incident.title(), event.entry().text()));
    }

    /** People are called when rollouts are stopped, not when it spreads or is over. */
    private static Urgency urgency(Event event) {
        return switch (event.entry().kind()) {
            case OPENED, REOPENED ->
                    event.fault().effect().compareTo(Effect.HOLD) >= 0
                            ? Urgency.CRITICAL
                            : Urgency.NOTICE;
            case SPREAD, LEFT, WAITING, RESOLVED, ACCEPTED -> Urgency.NOTICE;
        };
    }

    /** Tells what is due, one page at least; what takes too long is left to the next look. */
    void tell() {
        Instant start = clock.instant();
        Instant end = start.plus(longest);
        for (QueuedPage due : queue.pagesDue(start)) {
            tell(due);
            if (clock.instant().isAfter(end)) {
                return;
            }
        }
    }

    private void tell(QueuedPage due) {
        var page = due.page();
        try {
            notifier.tell(page.key(), null, page.urgency(), page.text());
        } catch (RuntimeException e) {
            LOG.error("Nobody could be told; it is tried again. page={}", page.key(), e);
            queue.attempted(
                    page.key(),
                    clock.instant().plus(Backoff.after(due.attempts())),
                    String.valueOf(e.getMessage()));
            return;
        }
        queue.done(page.key(), "told");
    }
}
