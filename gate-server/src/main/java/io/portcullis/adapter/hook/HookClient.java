package io.portcullis.adapter.hook;

import io.portcullis.port.control.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one signed request and reads one answer, both bounded in time and size. It follows no
 * redirect: a signed order goes where the configuration says or nowhere.
 */
final class HookClient implements AutoCloseable {

    static final int ANSWER_BYTES_MAX = 65_536;

    private final HookEndpoint endpoint;
    private final HookSecret secret;
    private final InstantSource clock;
    private final HttpClient http;

    HookClient(HookEndpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.secret = new HookSecret(endpoint.secretFile());
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(endpoint.timeout())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    HttpResponse<byte[]> post(IdempotencyKey key, byte[] body) {
        var request =
                signed(endpoint.url(), key, body)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        return send(request.build());
    }

    HttpResponse<byte[]> get(IdempotencyKey key, URI statusUrl) {
        return send(signed(statusUrl, key, new byte[0]).GET().build());
    }

    private HttpRequest.Builder signed(URI url, IdempotencyKey key, byte[] body) {
        long timestampSeconds = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(url)
                .timeout(endpoint.timeout())
                .header("Accept", "application/json")
                .header("Idempotency-Key", key.value())
                .header("X-Portcullis-Timestamp", Long.toString(timestampSeconds))
                .header(
                        "X-Portcullis-Signature",
                        HookSignature.of(secret.read(), timestampSeconds, body));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX);
        var exchange = http.sendAsync(request, bounded);
        try {
            // The request's own time-out ends with the headers; this one covers the body too.
            return exchange.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(request, "did not answer within " + endpoint.timeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request, "was not waited for: the gate stops", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof IOException io ? io : e;
            throw unreachable(request, "cannot be reached or answered too much: " + cause, cause);
        } finally {
            exchange.cancel(true);
        }
    }

    private static HookFailure unreachable(HttpRequest request, String what, Exception e) {
        return new HookFailure("The hook " + HookUrls.withoutQuery(request.uri()) + " " + what, e);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
