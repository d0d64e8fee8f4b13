package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Gets a page: its status, its text, and how long the certificate is still valid. */
record HttpCheck(ProbeTarget.Http target, InstantSource clock) implements Check {

    static final int BODY_BYTES_MAX = 1 << 20;

    @Override
    public ProbeOutcome check(Duration timeout)
            throws IOException, InterruptedException, CannotProbe {
        HttpClient client = client(timeout);
        try {
            var request =
                    HttpRequest.newBuilder(target.url())
                            .timeout(timeout)
                            .header("User-Agent", "portcullis-probe")
                            .header("Cache-Control", "no-cache")
                            .build();
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return judge(response, body);
            }
        } finally {
            client.shutdownNow();
        }
    }

    private HttpClient client(Duration timeout) throws CannotProbe {
        var client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout);
        if (target.caFile() != null) {
            client.sslContext(Trust.context(target.caFile()));
        }
        return client.build();
    }

    private ProbeOutcome judge(HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        int status = response.statusCode();
        if (!target.statuses().contains(status)) {
            return ProbeOutcome.unfit(
                    "answered " + status + "; must be one of " + target.statuses());
        }
        // Read in any case: a server that begins an answer and never ends it serves nobody.
        String text = new String(body.readNBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8);
        String contains = target.contains();
        if (contains != null && !text.contains(contains)) {
            return ProbeOutcome.unfit(
                    "answered " + status + ", but does not contain '" + contains + "'");
        }
        String expiring = response.sslSession().map(this::expiring).orElse(null);
        return expiring == null
                ? ProbeOutcome.fit("answered " + status)
                : ProbeOutcome.unfit(expiring);
    }

    /** Null while the certificate is valid for long enough. */
    private @Nullable String expiring(SSLSession session) {
        try {
            if (target.expiresInMin().isPositive()
                    && session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                Instant end = certificate.getNotAfter().toInstant();
                return Expiry.tooSoon("its certificate", end, target.expiresInMin(), clock);
            }
            return null;
        } catch (SSLPeerUnverifiedException _) {
            return "it has no certificate";
        }
    }
}
