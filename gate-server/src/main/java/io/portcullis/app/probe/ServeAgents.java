package io.portcullis.app.probe;

import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells agents what to probe, and takes what they found. */
public final class ServeAgents {

    /** How long an agent may go on with what it was told. */
    public static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    /** Later than this a result says nothing. */
    static final Duration AGE_MAX = Duration.ofHours(1);

    private final Map<String, ProbeDefinition> probes;
    private final ProbeStore store;
    private final InstantSource clock;

    public ServeAgents(List<ProbeDefinition> probes, ProbeStore store, InstantSource clock) {
        this.probes =
                probes.stream()
                        .collect(Collectors.toMap(ProbeDefinition::name, Function.identity()));
        this.store = store;
        this.clock = clock;
    }

    /** By name. */
    public List<ProbeTask> tasks(Vantage vantage) {
        return probes.values().stream()
                .filter(probe -> probe.isFrom(vantage))
                .map(ProbeDefinition::task)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** Keeps what the vantage point was to probe. */
    public Taken take(Vantage vantage, List<Told> told) {
        var results = new ArrayList<ProbeResult>();
        var rejections = new ArrayList<String>();
        for (Told one : told) {
            ProbeDefinition probe = probes.get(one.probe());
            if (probe == null || !probe.isFrom(vantage)) {
                rejections.add(
                        "probe %s is not run from %s".formatted(one.probe(), vantage.name()));
            } else if (one.age().compareTo(AGE_MAX) > 0) {
                rejections.add(
                        "the result of probe %s is %d s old; at most %d s count"
                                .formatted(
                                        one.probe(), one.age().toSeconds(), AGE_MAX.toSeconds()));
            } else {
                results.add(
                        new ProbeResult(
                                one.probe(),
                                vantage,
                                clock.instant().minus(one.age()),
                                one.outcome()));
            }
        }
        if (!results.isEmpty()) {
            store.save(results);
        }
        return new Taken(results.size(), rejections);
    }

    /**
     * What an agent tells of one run.
     *
     * @param age how long ago it ended
     */
    public record Told(String probe, ProbeOutcome outcome, Duration age) {}

    /** What became of it. */
    public record Taken(int stored, List<String> rejections) {
        public Taken {
            rejections = List.copyOf(rejections);
        }
    }
}
