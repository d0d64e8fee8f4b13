package io.portcullis.app.dependency;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.health.DependencyReadings;
import io.portcullis.kernel.pack.health.HealthCheck;
import io.portcullis.kernel.pack.health.HealthVerdict;
import io.portcullis.kernel.pack.health.Readings;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.SeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * How the things that services depend on are, by their own metrics in every region. Of a region whose
 * metrics do not answer everything is unknown. Not thread-safe: called once a look by one thread.
 */
public final class DependencyEnvironmentSource implements EnvironmentSource {

    /** What there was lately is what there should be. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final String PRESENCE = "";

    private final List<Dependency> dependencies;
    private final SortedMap<Region, SeriesSource> regions;
    private final Duration timeMax;
    private final ExecutorService threads;
    private final Map<Key, HealthVerdict> last = new HashMap<>();

    /**
     * @param regions metrics of each region that has any
     * @param timeMax for all regions together, which are asked at the same time
     * @param threads virtual ones: each region takes one
     */
    public DependencyEnvironmentSource(
            List<Dependency> dependencies,
            SortedMap<Region, SeriesSource> regions,
            Duration timeMax,
            ExecutorService threads) {
        this.dependencies = List.copyOf(dependencies);
        this.regions = new TreeMap<>(regions);
        this.timeMax = timeMax;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "dependencies";
    }

    @Override
    public List<Observation> observe(Instant now) {
        var asked = new TreeMap<Region, Future<Answer>>();
        for (Dependency dependency : dependencies) {
            for (Region region : dependency.regions()) {
                asked.computeIfAbsent(
                        region, one -> threads.submit(() -> read(one, now, now.plus(timeMax))));
            }
        }
        var observations = new ArrayList<Observation>();
        asked.forEach((region, answer) -> {
            var read = awaited(answer);
            for (Dependency dependency : dependencies) {
                if (dependency.regions().contains(region)) {
                    observations.addAll(observe(dependency, region, read, now));
                }
            }
        });
        return observations;
    }

    private Answer read(Region region, Instant now, Instant deadline) {
        SeriesSource source = regions.get(region);
        if (source == null) {
            return new Answer.Missing("no metrics are configured of " + region);
        }
        var here = dependencies.stream().filter(it -> it.regions().contains(region)).toList();
        var selectors = new TreeSet<String>();
        here.forEach(dependency -> selectors.addAll(dependency.selectors()));
        try {
            var readings = source.read(selectors, BEFORE, now, deadline);
            var jobs = new TreeSet<String>();
            for (Dependency dependency : here) {
                readings.getOrDefault(dependency.alive(), Readings.NONE)
                        .mostBefore()
                        .keySet()
                        .forEach(server -> jobs.add(server.job()));
            }
            return new Answer.Read(
                    new DependencyReadings(now, readings, up(source, jobs, now, deadline)));
        } catch (EvidenceUnavailable e) {
            return new Answer.Missing(String.valueOf(e.getMessage()));
        }
    }

    private static Readings up(
            SeriesSource source, Set<String> jobs, Instant now, Instant deadline) {
        if (jobs.isEmpty()) {
            return Readings.NONE;
        }
        String selector =
                jobs.stream()
                        .map(job -> job.replaceAll("[^A-Za-z0-9_/-]", "."))
                        .collect(Collectors.joining("|", "up{job=~\"", "\"}"));
        return source.read(Set.of(selector), BEFORE, now, deadline)
                .getOrDefault(selector, Readings.NONE);
    }

    private static Answer awaited(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return new Answer.Missing("metrics could not be read: " + e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Missing("metrics could not be read: interrupted");
        }
    }

    private List<Observation> observe(
            Dependency dependency, Region region, Answer answer, Instant now) {
        var observations = new ArrayList<Observation>();
        for (HealthRule rule : dependency.rules()) {
            var key = new Key(dependency.name(), region, rule.name());
            var verdict = verdict(key, dependency, answer, Optional.of(rule));
            String what = dependency.name() + Subject.PART + rule.name();
            observations.addAll(
                    dependency.said(
                            new Subject(rule.kind(), what, null, region),
                            rule.effect(),
                            verdict,
                            now));
        }
        var key = new Key(dependency.name(), region, PRESENCE);
        var verdict = verdict(key, dependency, answer, Optional.empty());
        observations.addAll(
                dependency.said(
                        new Subject(Subject.Kind.ABSENCE, dependency.name(), null, region),
                        dependency.rule().effect(),
                        verdict,
                        now));
        return observations;
    }

    private HealthVerdict verdict(
            Key key, Dependency dependency, Answer answer, Optional<HealthRule> rule) {
        return switch (answer) {
            case Answer.Missing(String why) -> new HealthVerdict(Condition.UNKNOWN, why, 0);
            case Answer.Read(DependencyReadings readings) -> {
                var check = new HealthCheck(dependency.alive(), readings);
                var before = Optional.ofNullable(last.get(key));
                var verdict =
                        rule.map(one -> check.judge(one, before))
                                .orElseGet(() -> check.presence(before));
                last.put(key, verdict);
                yield verdict;
            }
        };
    }

    private record Key(String dependency, Region region, String rule) {}

    /** What a region's metrics gave. */
    private sealed interface Answer {
        record Read(DependencyReadings readings) implements Answer {}

        record Missing(String why) implements Answer {}
    }
}
