package io.portcullis.app.probe;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.probe.ProbeOutcome.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the vantage points say of every probe, their own and this server's alike. Vantage points of
 * one network are one source, which fails only when each of them fails: their network could be at
 * fault, and whoever succeeds shows that what is probed is there. A probe nobody told of lately is
 * unknown.
 */
public final class ProbeEnvironmentSource implements EnvironmentSource {

    private static final String NOBODY = "nobody";

    private final List<ProbeDefinition> probes;
    private final ProbeStore store;

    public ProbeEnvironmentSource(List<ProbeDefinition> probes, ProbeStore store) {
        this.probes = List.copyOf(probes);
        this.store = store;
    }

    @Override
    public String name() {
        return "probes";
    }

    @Override
    public List<Observation> observe(Instant now) {
        if (probes.isEmpty()) {
            return List.of();
        }
        try {
            List<ProbeResult> latest =
                    store.latest(
                            probes.stream().map(ProbeDefinition::name).collect(Collectors.toSet()));
            return probes.stream().flatMap(it -> observe(it, latest, now).stream()).toList();
        } catch (StoreUnavailable e) {
            return probes.stream()
                    .flatMap(it ->
                            unknown(it, now, "results cannot be read: " + e.getMessage()).stream())
                    .toList();
        }
    }

    private static List<Observation> observe(
            ProbeDefinition probe, List<ProbeResult> latest, Instant now) {
        Instant oldest = now.minus(probe.rule().freshFor());
        SortedMap<String, List<ProbeResult>> byNetwork = new TreeMap<>();
        for (ProbeResult result : latest) {
            boolean counts = result.probe().equals(probe.name()) && probe.isFrom(result.vantage());
            if (counts && !result.at().isBefore(oldest)) {
                byNetwork
                        .computeIfAbsent(result.vantage().network(), _ -> new ArrayList<>())
                        .add(result);
            }
        }
        if (byNetwork.isEmpty()) {
            String text =
                    "no vantage point told of it within %d s"
                            .formatted(probe.rule().freshFor().toSeconds());
            return unknown(probe, now, text);
        }
        var observations = new ArrayList<Observation>();
        for (Subject subject : probe.subjects()) {
            byNetwork.forEach((network, results) ->
                    observations.add(observation(probe, subject, network, results)));
        }
        return observations;
    }

    private static Observation observation(
            ProbeDefinition probe, Subject subject, String network, List<ProbeResult> results) {
        ProbeResult telling =
                results.stream()
                        .min(
                                Comparator.comparing((ProbeResult it) -> it.outcome().verdict())
                                        .thenComparing(ProbeResult::at, Comparator.reverseOrder()))
                        .orElseThrow();
        Instant newest =
                results.stream().map(ProbeResult::at).max(Comparator.naturalOrder()).orElseThrow();
        return new Observation(
                subject,
                probe.rule(),
                condition(telling.outcome().verdict()),
                network,
                newest,
                "%s from %s: %s (%d ms)"
                        .formatted(
                                probe.task().target().shown(),
                                telling.vantage().name(),
                                telling.outcome().text(),
                                telling.outcome().took().toMillis()));
    }

    private static List<Observation> unknown(ProbeDefinition probe, Instant now, String text) {
        return probe.subjects().stream()
                .map(subject ->
                        new Observation(
                                subject, probe.rule(), Condition.UNKNOWN, NOBODY, now, text))
                .toList();
    }

    private static Condition condition(Verdict verdict) {
        return switch (verdict) {
            case FIT -> Condition.FIT;
            case UNFIT -> Condition.UNFIT;
            case UNKNOWN -> Condition.UNKNOWN;
        };
    }
}
