package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One service's counters in one region's Prometheus, Thanos, Mimir or VictoriaMetrics.
 *
 * <p>Reads raw samples by range selectors evaluated at one time, so that a reset between two looks is
 * seen, an old value is known by its time, and a last sample before a server's end still counts.
 * {@code rate}, {@code increase} and instant values give none of that.
 */
public final class PrometheusEvidenceSource implements EvidenceSource {

    /** Clocks further apart than this make every time a guess. */
    static final Duration SKEW_MAX = Duration.ofSeconds(5);

    static final Duration DELAY_MIN = Duration.ofSeconds(5);

    /** Where nothing tells the interval: what most people configure. */
    private static final Duration INTERVAL_ASSUMED = Duration.ofSeconds(15);

    private static final Duration LEARNING_RANGE = Duration.ofMinutes(5);
    private static final Duration LOOK_BACK_MAX = Duration.ofMinutes(15);

    /** One question about the past covers so much, that its answer stays within bounds. */
    private static final Duration HISTORY_CHUNK = Duration.ofMinutes(5);

    private final PrometheusClient client;
    private final ServiceQueries queries;
    private final AtomicReference<@Nullable Learned> learned = new AtomicReference<>();

    /**
     * @param http never follows redirects
     * @param clock for deadlines and the difference of clocks
     */
    public PrometheusEvidenceSource(
            HttpClient http,
            PrometheusEndpoint endpoint,
            ServiceQueries queries,
            InstantSource clock) {
        this.client = new PrometheusClient(http, endpoint, clock);
        this.queries = queries;
    }

    @Override
    public Region region() {
        return client.endpoint().region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        var every = interval(now, deadline);
        var at = at(now, every);
        var asked = client.now();
        var time = client.now("time()", deadline);
        var latest = at.minus(every.multipliedBy(Targets.FRESH_INTERVALS + 1L));
        var after = since.isBefore(latest) ? since : latest;
        var bound = at.minus(LOOK_BACK_MAX);
        var fetched =
                fetch(
                        new Span(after.isBefore(bound) ? bound : after, at),
                        every,
                        Freshness.ASKED,
                        deadline);
        requireOneTime(time.scalar(), asked);
        return fetched.scrape(after, at);
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        var every = interval(now, deadline);
        var end = at(now, every);
        var begin =
                end.minus(look.multipliedBy(looks))
                        .minus(every.multipliedBy(Targets.FRESH_INTERVALS + 1L));
        Fetched all = null;
        for (Instant from = begin; from.isBefore(end); from = from.plus(HISTORY_CHUNK)) {
            var upTo = from.plus(HISTORY_CHUNK).isBefore(end) ? from.plus(HISTORY_CHUNK) : end;
            var chunk = fetch(new Span(from, upTo), every, Freshness.KNOWN_BY_SAMPLES, deadline);
            all = all == null ? chunk : then(all, chunk);
        }
        var scrapes = new ArrayList<Scrape>();
        if (all != null) {
            for (int left = looks - 1; left >= 0; left--) {
                var at = end.minus(look.multipliedBy(left));
                var after = at.minus(look).minus(every.multipliedBy(Targets.FRESH_INTERVALS + 1L));
                scrapes.add(all.scrape(after, at));
            }
        }
        return scrapes;
    }

    private Instant at(Instant now, Duration every) {
        var twice = every.multipliedBy(2);
        var worked = twice.compareTo(DELAY_MIN) > 0 ? twice : DELAY_MIN;
        return now.minus(client.endpoint().delay().orElse(worked)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The interval seen, read anew from the first signal's samples every few minutes. */
    private Duration interval(Instant now, Instant deadline) {
        var known = learned.get();
        if (known != null && now.isBefore(known.at().plus(LEARNING_RANGE))) {
            return known.interval();
        }
        var seen = spacing(now, deadline);
        seen.ifPresent(spacing -> learned.set(new Learned(spacing, now)));
        return seen.orElseGet(() -> known == null ? INTERVAL_ASSUMED : known.interval());
    }

    private Optional<Duration> spacing(Instant now, Instant deadline) {
        var first = queries.signals().getFirst().measure();
        try {
            return main(first, client.at(now, range(first.main(), LEARNING_RANGE), deadline))
                    .spacing();
        } catch (EvidenceUnavailable e) {
            if (e.retry() == Retry.WORTHWHILE) {
                throw e;
            }
            // What is wrong with this signal will be said of it when it is read.
            return Optional.empty();
        }
    }

    private Fetched fetch(Span span, Duration every, Freshness freshness, Instant deadline) {
        var upRange = span.length().plus(every.multipliedBy(4));
        var up = client.at(span.upTo(), range(queries.targets(), upRange), deadline);
        var asked = new LinkedHashMap<SignalQueries, Questions>();
        for (SignalQueries signal : queries.signals()) {
            asked.put(signal, ask(signal.measure(), span, freshness, deadline));
        }
        var signals = new ArrayList<Fetched.Signal>();
        var gaps = new ArrayList<Gap>();
        for (var question : asked.entrySet()) {
            SignalQueries signal = question.getKey();
            try {
                signals.add(question.getValue().answer(signal));
            } catch (EvidenceUnavailable e) {
                if (e.retry() == Retry.WORTHWHILE) {
                    throw e;
                }
                gaps.add(
                        new Gap(
                                region(),
                                signal.signal(),
                                e.gap(),
                                String.valueOf(e.getMessage())));
            }
        }
        return new Fetched(client.endpoint(), queries, up.matrix(), signals, gaps, every);
    }

    private Questions ask(Measure measure, Span span, Freshness freshness, Instant deadline) {
        var length = span.length().plus(lead(measure));
        return new Questions(
                client.at(span.upTo(), range(measure.main(), length), deadline),
                measure.second()
                        .map(second -> client.at(span.upTo(), range(second, length), deadline)),
                freshness == Freshness.ASKED
                        ? Optional.of(
                                client.at(
                                        span.upTo(), "timestamp(" + measure.main() + ")", deadline))
                        : Optional.empty());
    }

    /** What of the time before must be known, too. */
    private static Duration lead(Measure measure) {
        return measure instanceof Measure.Level level ? level.block() : Duration.ZERO;
    }

    private static Matrix main(Measure measure, PrometheusClient.Pending answer) {
        return switch (measure) {
            case Measure.Counters _, Measure.Unsettled _ -> answer.matrix();
            case Measure.Histogram _ -> answer.histograms();
            case Measure.EventsOverTime _, Measure.Level _, Measure.Scrapes _ -> answer.gauges();
        };
    }

    private static Matrix second(Measure measure, PrometheusClient.Pending answer) {
        return measure instanceof Measure.Level ? answer.gauges() : answer.matrix();
    }

    private static Fetched then(Fetched one, Fetched later) {
        var signals = new ArrayList<Fetched.Signal>();
        for (Fetched.Signal signal : one.signals()) {
            for (Fetched.Signal more : later.signals()) {
                if (more.queries().equals(signal.queries())) {
                    signals.add(
                            new Fetched.Signal(
                                    signal.queries(),
                                    signal.main().then(more.main()),
                                    signal.second().then(more.second()),
                                    Map.of()));
                }
            }
        }
        var gaps = new ArrayList<>(one.gaps());
        gaps.addAll(later.gaps());
        return new Fetched(
                one.endpoint(),
                one.queries(),
                one.up().then(later.up()),
                signals,
                gaps.stream().distinct().toList(),
                one.interval());
    }

    private void requireOneTime(double serverSeconds, Instant asked) {
        var answered = client.now();
        double early = asked.minus(SKEW_MAX).toEpochMilli() / 1e3;
        double late = answered.plus(SKEW_MAX).toEpochMilli() / 1e3;
        if (!(serverSeconds >= early && serverSeconds <= late)) {
            double apart = serverSeconds - asked.toEpochMilli() / 1e3;
            throw new EvidenceUnavailable(
                    Gap.Cause.CLOCK_SKEW,
                    Retry.USELESS,
                    "clock of %s is %.1f s off; must be at most %d s"
                            .formatted(
                                    client.endpoint().url().getHost(),
                                    apart,
                                    SKEW_MAX.toSeconds()));
        }
    }

    private static String range(Selector selector, Duration length) {
        return selector + "[" + Math.max(length.toMillis(), 1) + "ms]";
    }

    private record Learned(Duration interval, Instant at) {}

    /** A stretch of time. */
    private record Span(Instant after, Instant upTo) {
        Duration length() {
            return Duration.between(after, upTo);
        }
    }

    /** How it is known that a series goes on. */
    private enum Freshness {
        /** Asked for: tells a series that has ended from one that is late. */
        ASKED,
        /** From the samples; of the past there is nothing else. */
        KNOWN_BY_SAMPLES
    }

    private record Questions(
            PrometheusClient.Pending main,
            Optional<PrometheusClient.Pending> second,
            Optional<PrometheusClient.Pending> times) {

        Fetched.Signal answer(SignalQueries signal) {
            var newest = new HashMap<String, Double>();
            times.ifPresent(asked ->
                    asked.vector()
                            .forEach((labels, at) ->
                                    newest.merge(
                                            new Matrix.Series(labels, List.of()).target(),
                                            at,
                                            Math::max)));
            var measure = signal.measure();
            return new Fetched.Signal(
                    signal,
                    PrometheusEvidenceSource.main(measure, main),
                    second.map(answer -> PrometheusEvidenceSource.second(measure, answer))
                            .orElseGet(() -> new Matrix(List.of())),
                    newest);
        }
    }
}
