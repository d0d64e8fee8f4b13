package io.portcullis.adapter.statuspage;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.port.EnvironmentSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What providers say of their components. A page is asked every so often, and answers from what it
 * said last in between; one that cannot be reached, or that does not name a component, makes it
 * unknown. Called by one thread.
 */
public final class StatusPageEnvironmentSource implements EnvironmentSource {

    private final List<PolledPage> pages;
    private final Duration timeout;

    /**
     * @param http never follows redirects
     * @param timeout how long one observation waits for pages; those slower are read by the next
     */
    public StatusPageEnvironmentSource(List<StatusPage> pages, HttpClient http, Duration timeout) {
        this.pages = pages.stream().map(page -> new PolledPage(page, http)).toList();
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public List<Observation> observe(Instant now) {
        pages.forEach(page -> page.ask(now));
        long deadline = System.nanoTime() + timeout.toNanos();
        pages.forEach(page -> page.await(Duration.ofNanos(deadline - System.nanoTime())));
        return pages.stream().flatMap(page -> observe(page, now).stream()).toList();
    }

    private static List<Observation> observe(PolledPage polled, Instant now) {
        StatusPage page = polled.page();
        return page.components().stream()
                .flatMap(component -> observe(polled, component, now).stream())
                .toList();
    }

    private static List<Observation> observe(PolledPage polled, String component, Instant now) {
        StatusPage page = polled.page();
        Optional<Feed> feed = polled.feed();
        if (feed.isEmpty()) {
            return said(page, component, Condition.UNKNOWN, now, polled.failure());
        }
        Optional<String> status = feed.get().status(component);
        Optional<ComponentStatus> known = status.flatMap(ComponentStatus::of);
        if (known.isEmpty()) {
            String text =
                    status.map(it -> "says '" + it + "', which is not known")
                            .orElse("has no such component");
            return said(page, component, Condition.UNKNOWN, now, "its page " + text);
        }
        boolean unfit = known.get().compareTo(page.unfitFrom()) >= 0;
        String incidents = unfit ? feed.get().incidents() : "";
        return said(
                page,
                component,
                unfit ? Condition.UNFIT : Condition.FIT,
                polled.askedAt(),
                "its page says " + status.orElse("") + incidents);
    }

    private static List<Observation> said(
            StatusPage page, String component, Condition condition, Instant at, String text) {
        return page.subjects(component).stream()
                .map(subject ->
                        new Observation(
                                subject,
                                page.rule(),
                                condition,
                                "status page of " + page.provider(),
                                at,
                                component + " of " + page.provider() + ": " + text))
                .toList();
    }
}
