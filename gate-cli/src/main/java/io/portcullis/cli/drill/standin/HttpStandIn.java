package io.portcullis.cli.drill.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.StandInFaultText.AnswersText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A page: 200 with the text {@code ok}. */
final class HttpStandIn implements StandIn {
    /** Longer than whoever asks waits. */
    private static final int SILENCE_SECONDS = 30;

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable AnswersText> answers = new AtomicReference<>();

    private HttpStandIn(HttpServer server) {
        this.server = server;
    }

    static HttpStandIn start(int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        HttpStandIn standIn = new HttpStandIn(server);
        server.setExecutor(standIn.handlers);
        server.createContext("/", standIn::answer);
        server.start();
        return standIn;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (answers.get()) {
                case null -> say(exchange, 200, "ok");
                case GONE -> say(exchange, 404, "there is no such page");
                case FAILING -> say(exchange, 503, "it cannot be served now");
                case SILENT -> TimeUnit.SECONDS.sleep(SILENCE_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        HttpAnswer.say(exchange, status, "text/plain; charset=utf-8", text);
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void suffer(List<StandInFaultText> faults) {
        answers.set(StandInFaultText.answers(faults).orElse(null));
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
    }
}
