package io.portcullis.adapter.statuspage;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One page, asked every so often; unchanged content is not sent again. Not thread-safe. */
final class PolledPage {

    static final int BODY_BYTES_MAX = 2 << 20;
    private static final Duration REQUEST_MAX = Duration.ofSeconds(30);

    private final StatusPage page;
    private final HttpClient http;
    private @Nullable CompletableFuture<HttpResponse<byte[]>> asking;
    private Instant askingSince = Instant.MIN;
    private Instant askedAt = Instant.MIN;
    private @Nullable Feed feed;
    private @Nullable Feed cached;
    private String tag = "";
    private String failure = "its page has not answered yet";

    PolledPage(StatusPage page, HttpClient http) {
        this.page = page;
        this.http = http;
    }

    StatusPage page() {
        return page;
    }

    /** What it said last; empty when the last question failed. */
    Optional<Feed> feed() {
        return Optional.ofNullable(feed);
    }

    /** When it was asked for what it said last. */
    Instant askedAt() {
        return askedAt;
    }

    String failure() {
        return failure;
    }

    /** Begins to ask, when it is time. */
    void ask(Instant now) {
        boolean due =
                askingSince.equals(Instant.MIN) || !now.isBefore(askingSince.plus(page.every()));
        if (asking != null || !due) {
            return;
        }
        askingSince = now;
        var request =
                HttpRequest.newBuilder(page.url())
                        .timeout(REQUEST_MAX)
                        .header("Accept", "application/json")
                        .header("User-Agent", "portcullis");
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        asking =
                http.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
    }

    /** Takes the answer, if it comes in time. */
    void await(Duration atMost) {
        if (asking == null) {
            return;
        }
        try {
            take(asking.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
            asking = null;
        } catch (TimeoutException _) {
            // The next observation reads it; its request has a limit of its own.
        } catch (ExecutionException e) {
            fail(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpResponse<byte[]> response) {
        try {
            switch (response.statusCode()) {
                case 200 -> {
                    cached = Feed.read(response.body());
                    tag = response.headers().firstValue("ETag").orElse("");
                }
                case 304 -> {}
                default -> throw new IOException("it answered " + response.statusCode());
            }
            feed = cached;
            askedAt = askingSince;
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void fail(String why) {
        asking = null;
        feed = null;
        failure = "its page cannot be read: " + why;
    }
}
