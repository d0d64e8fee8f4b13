package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.IsolationLimits;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryIsolationStore;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.ScriptedRegionSignSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Four regions that probe each other, three networks outside, and what they say and carry. */
abstract class IsolationSetting {

    static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    static final Duration LOOK = Duration.ofSeconds(10);
    static final Region US_EAST = new Region("us-east");
    static final Region US_WEST = new Region("us-west");
    static final Region GERMANY = new Region("germany");
    static final Region FRANCE = new Region("france");
    static final List<Region> REGIONS = List.of(US_EAST, US_WEST, GERMANY, FRANCE);
    static final List<String> NETWORKS = List.of("net-a", "net-b", "net-c");

    final InMemoryProbeStore probes = new InMemoryProbeStore();
    final ScriptedRegionSignSource metrics = new ScriptedRegionSignSource(Proof.Way.METRIC_STORE);
    final ReadSigns signs = new ReadSigns(List.of(metrics));
    final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    final InMemoryIsolationStore store = new InMemoryIsolationStore();
    IsolationEnvironmentSource source =
            new IsolationEnvironmentSource(
                    Optional.of(watch(US_WEST)), probes, signs, inbox, store);
    Instant now = START;
    List<Observation> last = List.of();

    /** At the next look, and the looks after it. */
    void withdraws() {
        now = now.plus(LOOK);
        carries(US_EAST, 1_000, 3);
        carries(US_WEST, 500, 1_400);
    }

    IsolationEnvironmentSource stock(Region here, InMemoryIsolationStore memory) {
        return new IsolationEnvironmentSource(
                Optional.of(stock(here)), probes, signs, inbox, memory);
    }

    static IsolationWatch watch(@Nullable Region here) {
        var relay = new TreeMap<String, Region>();
        var edges = new TreeMap<String, Region>();
        REGIONS.forEach(it -> relay.put("relay-" + it, it));
        REGIONS.forEach(it -> edges.put("edge-" + it, it));
        return new IsolationWatch(
                new TreeSet<>(REGIONS),
                relay,
                edges,
                new TreeMap<>(),
                new TreeSet<>(),
                here,
                IsolationLimits.DEFAULT,
                Effect.HOLD,
                Duration.ofMinutes(5));
    }

    static IsolationWatch stock(Region here) {
        return new IsolationWatch(
                new TreeSet<>(REGIONS),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                here,
                IsolationLimits.DEFAULT,
                Effect.HOLD,
                Duration.ofMinutes(5));
    }

    interface Answer {
        ProbeOutcome of(String probe);
    }

    void look(Answer answer) {
        now = now.plus(LOOK);
        probe(answer);
        last = source.observe(now);
    }

    void probe(Answer answer) {
        for (Region to : REGIONS) {
            for (Region from : REGIONS) {
                String relay = "relay-" + to;
                save(relay, new Vantage("agent-" + from, from, from.name()), answer.of(relay));
            }
            for (String network : NETWORKS) {
                String edge = "edge-" + to;
                save(edge, new Vantage("out-" + network, null, network), answer.of(edge));
            }
        }
    }

    void save(String probe, Vantage vantage, ProbeOutcome outcome) {
        probes.save(List.of(new ProbeResult(probe, vantage, now, outcome)));
    }

    static ProbeOutcome fail(boolean fails) {
        return fails ? ProbeOutcome.unfit("refused") : ProbeOutcome.fit("200");
    }

    void says(Region region, Claim.Says says) {
        metrics.put(
                region,
                new RegionSigns(
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Claim(now.plus(LOOK), says)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    void carries(Region region, double before, double after) {
        var levels = new ArrayList<SessionLevel>();
        levels.add(new SessionLevel(now.minusSeconds(60), before));
        levels.add(new SessionLevel(now, after));
        metrics.put(
                region,
                new RegionSigns(
                        Optional.of(now),
                        levels,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    /** Its store answers, and has nothing to tell of what it carries. */
    void lives(Region region) {
        metrics.put(
                region,
                new RegionSigns(
                        Optional.of(now),
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    Observation of(String fingerprint, @Nullable Place place) {
        return last.stream()
                .filter(it -> it.subject().fingerprint().equals(fingerprint))
                .filter(it -> Objects.equals(it.subject().place(), place))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                fingerprint
                                        + " is not in "
                                        + last.stream().map(Observation::subject).toList()));
    }
}
