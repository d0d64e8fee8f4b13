package io.portcullis.adapter.prometheus;

import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks one endpoint. Every query names its evaluation time, refuses partial and cached answers, and
 * ends at the caller's deadline whatever the server does. Redirects are not followed: a login page is
 * no data.
 */
final class PrometheusClient {

    /** Most bytes of one answer. */
    static final int ANSWER_BYTES_MAX = 32 << 20;

    private static final String RULES = "rules";
    private static final Set<Integer> WORTH_ASKING_AGAIN = Set.of(429, 502, 503, 504);

    private final HttpClient http;
    private final PrometheusEndpoint endpoint;
    private final InstantSource clock;

    PrometheusClient(HttpClient http, PrometheusEndpoint endpoint, InstantSource clock) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "http follows redirects " + http.followRedirects() + "; must be NEVER");
        }
        this.http = http;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    PrometheusEndpoint endpoint() {
        return endpoint;
    }

    Instant now() {
        return clock.instant();
    }

    /** Evaluates at one time, the same for all queries of a scrape. */
    Pending at(Instant time, String query, Instant deadline) {
        return ask(query, Map.of("time", seconds(time)), deadline);
    }

    /** Evaluates at the server's own time. */
    Pending now(String query, Instant deadline) {
        return ask(query, Map.of(), deadline);
    }

    /** Its alerting rules and when each was evaluated. */
    Pending rules(Instant deadline) {
        var request =
                authorized(
                                HttpRequest.newBuilder(address("/api/v1/rules?type=alert"))
                                        .timeout(left(RULES, deadline))
                                        .header("Accept", "application/json")
                                        .header("Cache-Control", "no-store"))
                        .build();
        return new Pending(RULES, deadline, send(request));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    }

    private Duration left(String query, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.toMillis() <= 0) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, Retry.USELESS, "no time is left to ask " + query);
        }
        return left;
    }

    private Pending ask(String query, Map<String, String> more, Instant deadline) {
        Duration left = left(query, deadline);
        var form = new LinkedHashMap<String, String>();
        form.put("query", query);
        form.putAll(more);
        form.put("timeout", left.toMillis() + "ms");
        // Thanos answers with a part by default; the others ignore what they do not know.
        form.put("partial_response", "false");
        form.put("dedup", "true");
        form.put("max_source_resolution", "0s");
        return new Pending(query, deadline, send(request(form, left)));
    }

    private HttpRequest request(Map<String, String> form, Duration timeout) {
        String body =
                form.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(address("/api/v1/query"))
                        .timeout(timeout)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header("Cache-Control", "no-store")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return authorized(request).build();
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        endpoint.headers().forEach(request::header);
        switch (endpoint.authorization()) {
            case Authorization.None() -> {}
            case Authorization.Bearer(Path file) ->
                    request.header("Authorization", "Bearer " + secret(file));
            case Authorization.Basic(String user, Path file) ->
                    request.header("Authorization", "Basic " + basic(user + ":" + secret(file)));
        }
        return request;
    }

    private URI address(String path) {
        String base = endpoint.url().toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE,
                    Retry.USELESS,
                    "credentials file " + file + " cannot be read",
                    e);
        }
    }

    private static String seconds(Instant time) {
        return String.format(
                Locale.ROOT, "%d.%03d", time.getEpochSecond(), time.getNano() / 1_000_000);
    }

    /** A query on its way. */
    final class Pending {

        private final String query;
        private final Instant deadline;
        private final CompletableFuture<HttpResponse<byte[]>> response;

        private Pending(
                String query, Instant deadline, CompletableFuture<HttpResponse<byte[]>> response) {
            this.query = query;
            this.deadline = deadline;
            this.response = response;
        }

        /**
         * @throws EvidenceUnavailable when it does not come in time or is not data
         */
        Matrix matrix() {
            return read(PrometheusAnswer::matrix);
        }

        /** As {@link #matrix}. */
        Matrix gauges() {
            return read(PrometheusAnswer::gauges);
        }

        /** As {@link #matrix}. */
        Matrix histograms() {
            return read(PrometheusAnswer::histograms);
        }

        /** As {@link #matrix}. */
        Map<Map<String, String>, Double> vector() {
            return read(PrometheusAnswer::vector);
        }

        /** As {@link #matrix}. */
        List<AlertingRule> alertingRules() {
            return read(PrometheusAnswer::alertingRules);
        }

        /** As {@link #matrix}. */
        double scalar() {
            return read(PrometheusAnswer::scalar);
        }

        private <T> T read(Function<PrometheusAnswer, T> reading) {
            var answer = await();
            if (answer.statusCode() != 200) {
                throw failed(
                        "HTTP "
                                + answer.statusCode()
                                + " "
                                + PrometheusAnswer.errorText(answer.body()),
                        WORTH_ASKING_AGAIN.contains(answer.statusCode())
                                ? Retry.WORTHWHILE
                                : Retry.USELESS,
                        null);
            }
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
                throw failed("content type is '" + type + "', not JSON", Retry.USELESS, null);
            }
            try {
                return reading.apply(PrometheusAnswer.of(answer.body()));
            } catch (EvidenceUnavailable e) {
                throw new EvidenceUnavailable(e.gap(), e.retry(), said(e.getMessage()), e);
            }
        }

        private HttpResponse<byte[]> await() {
            long left = Duration.between(clock.instant(), deadline).toMillis();
            try {
                return response.get(Math.max(left, 0), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                response.cancel(true);
                throw failed("no answer in time", Retry.WORTHWHILE, e);
            } catch (ExecutionException e) {
                var cause = e.getCause() instanceof Exception known ? known : e;
                boolean tooLong =
                        String.valueOf(cause.getMessage()).contains("body exceeds capacity");
                throw failed(cause.toString(), tooLong ? Retry.USELESS : Retry.WORTHWHILE, cause);
            } catch (InterruptedException e) {
                response.cancel(true);
                Thread.currentThread().interrupt();
                throw failed("interrupted", Retry.USELESS, e);
            }
        }

        private EvidenceUnavailable failed(String what, Retry retry, @Nullable Exception cause) {
            return cause == null
                    ? new EvidenceUnavailable(Gap.Cause.UNREACHABLE, retry, said(what))
                    : new EvidenceUnavailable(Gap.Cause.UNREACHABLE, retry, said(what), cause);
        }

        private String said(@Nullable String what) {
            return endpoint.url().getHost() + " to " + query + ": " + what;
        }
    }
}
