package io.portcullis.wiring;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.portcullis.adapter.prometheus.ProcessQueries;
import io.portcullis.adapter.prometheus.PrometheusEndpoint;
import io.portcullis.adapter.prometheus.PrometheusEvidenceSource;
import io.portcullis.adapter.prometheus.PrometheusProcessSource;
import io.portcullis.adapter.prometheus.ServiceQueries;
import io.portcullis.adapter.resilience.BoundedEvidenceSource;
import io.portcullis.adapter.resilience.BreakingEvidenceSource;
import io.portcullis.adapter.resilience.GapEvidenceSource;
import io.portcullis.adapter.resilience.RetryingEvidenceSource;
import io.portcullis.adapter.resilience.TimedEvidenceSource;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.ProcessSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Makes sources of evidence that never throw and never take longer than their look allows. */
public final class EvidenceSources {

    /** Two attempts of this part and the pause between them fit into a look. */
    private static final double ATTEMPT_LOOKS_MAX = 0.4;

    /** Looks of different rollouts, and the hour before one, may ask a region at the same time. */
    private static final int CALLS_PER_REGION_MAX = 8;

    private static final Duration PAST_PAUSE = Duration.ofSeconds(1);

    private static final int FAILURES_TO_BREAK = 5;
    private static final int LOOKS_LEFT_ALONE = 3;

    private final HttpClient http;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Duration look;
    private final Map<Region, Bulkhead> bulkheads = new ConcurrentHashMap<>();

    /**
     * @param http never follows redirects
     * @param threads virtual ones: each attempt takes one
     * @param look length of a look
     */
    public EvidenceSources(
            HttpClient http, InstantSource clock, ExecutorService threads, Duration look) {
        this.http = http;
        this.clock = clock;
        this.threads = threads;
        this.look = look;
    }

    /** From the inside out: what is written last is asked first. */
    public EvidenceSource prometheus(PrometheusEndpoint endpoint, ServiceQueries queries) {
        EvidenceSource source = new PrometheusEvidenceSource(http, endpoint, queries, clock);
        source = new TimedEvidenceSource(source, part(ATTEMPT_LOOKS_MAX), clock, threads);
        source = new RetryingEvidenceSource(source, part(0.02), clock);
        source = new BreakingEvidenceSource(source, breaker(endpoint.region(), queries));
        source = new BoundedEvidenceSource(source, bulkhead(endpoint.region()));
        return new GapEvidenceSource(source);
    }

    /** What processes carry. It may throw: nothing said is then known, and the next look asks again. */
    public ProcessSource processes(PrometheusEndpoint endpoint, ProcessQueries queries) {
        return new PrometheusProcessSource(http, endpoint, queries, clock);
    }

    /**
     * For the past alone. It may take long and fail without any look's waiting for it: so it has no
     * part in the breaker, which would leave live looks without evidence, nor in their bulkhead.
     */
    public EvidenceSource past(PrometheusEndpoint endpoint, ServiceQueries queries) {
        EvidenceSource source = new PrometheusEvidenceSource(http, endpoint, queries, clock);
        source = new TimedEvidenceSource(source, part(ATTEMPT_LOOKS_MAX), clock, threads);
        source = new RetryingEvidenceSource(source, PAST_PAUSE, clock);
        return new GapEvidenceSource(source);
    }

    private CircuitBreaker breaker(Region region, ServiceQueries queries) {
        return CircuitBreaker.of(
                region + "/" + queries.service(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES_TO_BREAK)
                        .minimumNumberOfCalls(FAILURES_TO_BREAK)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(look.multipliedBy(LOOKS_LEFT_ALONE))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    private Bulkhead bulkhead(Region region) {
        return bulkheads.computeIfAbsent(
                region,
                one ->
                        Bulkhead.of(
                                one.name(),
                                BulkheadConfig.custom()
                                        .maxConcurrentCalls(CALLS_PER_REGION_MAX)
                                        .maxWaitDuration(Duration.ZERO)
                                        .build()));
    }

    private Duration part(double looks) {
        return Duration.ofMillis(Math.max(1, Math.round(look.toMillis() * looks)));
    }
}
