package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Region;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where one region's metrics are asked for.
 *
 * @param region whose metrics these are
 * @param url base address; {@code /api/v1/query} is appended, so Mimir's needs its prefix
 * @param delay how far behind now it is asked; empty: twice the scrape interval seen, at least 5 s
 * @param authorization how the gate shows who it is
 * @param headers more headers, such as a tenant's {@code X-Scope-OrgID} or {@code THANOS-TENANT}
 */
public record PrometheusEndpoint(
        Region region,
        URI url,
        Optional<Duration> delay,
        Authorization authorization,
        Map<String, String> headers) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public PrometheusEndpoint {
        headers = Map.copyOf(headers);
        if (url.getScheme() == null
                || !SCHEMES.contains(url.getScheme())
                || url.getHost() == null
                || url.getQuery() != null) {
            throw new IllegalArgumentException(
                    "prometheus.url of "
                            + region
                            + " is '"
                            + url
                            + "'; must be http or https with a host and no query");
        }
        delay.ifPresent(given -> {
            if (given.isNegative()) {
                throw new IllegalArgumentException(
                        "prometheus.delay of " + region + " is " + given + "; must be >= 0");
            }
        });
    }

    public static PrometheusEndpoint of(Region region, URI url) {
        return new PrometheusEndpoint(
                region, url, Optional.empty(), new Authorization.None(), Map.of());
    }

    /** Credentials are read from their file at each request, so that they may be renewed. */
    public sealed interface Authorization {

        /** No credentials. */
        record None() implements Authorization {}

        /** {@code Authorization: Bearer} with the file's content. */
        record Bearer(Path credentialsFile) implements Authorization {}

        /** {@code Authorization: Basic} with this user and the file's content as password. */
        record Basic(String user, Path credentialsFile) implements Authorization {}
    }
}
