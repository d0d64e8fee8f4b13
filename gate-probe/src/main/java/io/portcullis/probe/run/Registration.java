package io.portcullis.probe.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.probe.ProbeOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/** When the registration of a domain ends, as its RDAP record says (RFC 9083, 4.5). */
record Registration(URI url, Duration least, InstantSource clock) {

    private static final int ANSWER_BYTES_MAX = 1 << 20;

    /** A registry that does not answer says nothing against the domain. */
    ProbeOutcome check(ProbeOutcome fit, Duration timeout) throws InterruptedException {
        try {
            Optional<Instant> end = end(timeout);
            if (end.isEmpty()) {
                return ProbeOutcome.fit(fit.text() + "; the registry tells no end");
            }
            String soon = Expiry.tooSoon("its registration", end.get(), least, clock);
            return soon == null
                    ? ProbeOutcome.fit(fit.text() + "; registered until " + end.get())
                    : ProbeOutcome.unfit(soon);
        } catch (IOException e) {
            return ProbeOutcome.fit(
                    fit.text() + "; the registry cannot be asked: " + e.getMessage());
        }
    }

    private Optional<Instant> end(Duration timeout) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(timeout)
                        .build();
        try {
            var request =
                    HttpRequest.newBuilder(url)
                            .timeout(timeout)
                            .header("Accept", "application/rdap+json")
                            .build();
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return read(new ObjectMapper().readTree(body.readNBytes(ANSWER_BYTES_MAX)));
            }
        } finally {
            client.shutdownNow();
        }
    }

    private static Optional<Instant> read(JsonNode record) throws IOException {
        for (JsonNode event : record.path("events")) {
            if (event.path("eventAction").asText().equals("expiration")) {
                try {
                    return Optional.of(
                            OffsetDateTime.parse(event.path("eventDate").asText()).toInstant());
                } catch (DateTimeException e) {
                    throw new IOException("its date is no date", e);
                }
            }
        }
        return Optional.empty();
    }
}
