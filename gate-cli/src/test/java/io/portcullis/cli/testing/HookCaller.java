package io.portcullis.cli.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a platform as the gate does: signed. */
public final class HookCaller implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final byte[] secret;

    public HookCaller(URI url, byte[] secret) {
        this.url = url;
        this.secret = secret.clone();
    }

    /** A well-signed order. */
    public HttpResponse<String> order(String key, String body, Instant at) {
        return post(key, body, at, sign(at, body));
    }

    /** An order with any signature. */
    public HttpResponse<String> post(String key, String body, Instant at, String signature) {
        return send(
                HttpRequest.newBuilder(url)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)),
                at,
                signature);
    }

    /** A well-signed question for the state of an order. */
    public HttpResponse<String> status(URI statusUrl, Instant at) {
        return send(HttpRequest.newBuilder(statusUrl), at, sign(at, ""));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Instant at, String signature) {
        try {
            return client.send(
                    request.header("X-Portcullis-Timestamp", String.valueOf(at.getEpochSecond()))
                            .header("X-Portcullis-Signature", signature)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the platform does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What the gate would sign with. */
    public String sign(Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signed = (at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
