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

/** A metrics page that says what a test tells it to; until then, and when it is hidden, it fails. */
public final class MetricsPage implements AutoCloseable {

    private final HttpServer server;
    private final Semaphore scraped = new Semaphore(0);
    private volatile String text = "";

    public MetricsPage() {
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

    /** In the text format, from now on. */
    public void show(String page) {
        text = page;
    }

    public void hide() {
        text = "";
    }

    /**
     * Waits until what it says now is stored: a scraper stores one scrape before it begins the next.
     */
    public void awaitStored() throws InterruptedException {
        scraped.drainPermits();
        if (!scraped.tryAcquire(3, 1, TimeUnit.MINUTES)) {
            throw new AssertionError("nobody scraped " + address() + " for a minute");
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        scraped.release();
        try (exchange) {
            byte[] page = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(page.length == 0 ? 503 : 200, Math.max(1, page.length));
            exchange.getResponseBody().write(page.length == 0 ? new byte[] {'\n'} : page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
