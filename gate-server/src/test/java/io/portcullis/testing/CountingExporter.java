package io.portcullis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server's metrics page. Each scrape finds ten requests more than the one before, so that what a
 * scraper has seen is known exactly.
 */
public final class CountingExporter implements AutoCloseable {

    private static final int REQUESTS_PER_SCRAPE = 10;

    private final HttpServer server;
    private final String version;
    private final Semaphore scraped = new Semaphore(0);
    private long good;
    private long bad;
    private boolean counting = true;

    public CountingExporter(String version) {
        this.version = version;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", this::serve);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** So many errors happen; before the first there is no series of them. */
    public synchronized void fail(int count) {
        bad += count;
    }

    /** The process restarts: everything counts from zero. */
    public synchronized void restart() {
        good = 0;
        bad = 0;
    }

    /** From now on every scrape finds the same. */
    public synchronized void rest() {
        counting = false;
    }

    public synchronized long total() {
        return good + bad;
    }

    public synchronized long bad() {
        return bad;
    }

    /** Waits until it has been scraped so often from now on; false when that takes a minute. */
    public boolean awaitScrapes(int count) throws InterruptedException {
        scraped.drainPermits();
        return scraped.tryAcquire(count, 1, TimeUnit.MINUTES);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
        scraped.release();
    }

    private synchronized String page() {
        good += counting ? REQUESTS_PER_SCRAPE : 0;
        String page = "# TYPE http_requests_total counter\n" + line("200", good);
        return (bad == 0 ? page : page + line("500", bad)) + histogram() + gauge();
    }

    /** Good requests are fast, bad ones slow. */
    private String histogram() {
        return "# TYPE latency_seconds histogram\n"
                + bucket("0.1", good)
                + bucket("+Inf", good + bad)
                + "latency_seconds_sum{version=\"%s\"} 1\n".formatted(version)
                + "latency_seconds_count{version=\"%s\"} %d\n".formatted(version, good + bad);
    }

    private String bucket(String bound, long value) {
        return "latency_seconds_bucket{le=\"%s\",version=\"%s\"} %d\n"
                .formatted(bound, version, value);
    }

    private String gauge() {
        return "# TYPE queue gauge\nqueue{version=\"%s\"} 7\n".formatted(version);
    }

    private String line(String code, long value) {
        return "http_requests_total{code=\"%s\",version=\"%s\"} %d\n"
                .formatted(code, version, value);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
