package io.portcullis.app.replay;

import io.portcullis.app.Services;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.port.EvidenceSource;
import io.portcullis.testing.InMemoryEvidenceSource;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two regions of ten servers each whose counters were kept for some hours. */
final class PastWorld {

    static final Duration LOOK = Duration.ofSeconds(10);
    static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    static final Region WEST = new Region("us-west");
    static final Region EAST = new Region("us-east");
    static final String OLD = "1.5.1";
    static final String NEW = "1.5.2";

    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final int SERVERS = 10;
    private static final int REQUESTS_PER_LOOK = 200;
    private static final double ERROR_RATIO = 0.005;

    private final Map<Region, InMemoryEvidenceSource> sources = new TreeMap<>();
    private final Map<String, long[]> totals = new TreeMap<>();
    private final Random random;
    private final double serverDeviation;
    private final Map<String, Double> serverRatio = new TreeMap<>();
    private int look;

    /**
     * @param serverDeviation standard deviation of the logarithm of the servers' own error ratios
     */
    PastWorld(long seed, double serverDeviation) {
        this.random = new Random(seed);
        this.serverDeviation = serverDeviation;
        for (Region region : List.of(WEST, EAST)) {
            sources.put(region, new InMemoryEvidenceSource(region, DELAY));
        }
    }

    /** So many looks in which every server runs the old version. */
    void healthy(int looks) {
        for (int i = 0; i < looks; i++) {
            pass(Set.of(), 0);
        }
    }

    /** So many looks with one server in either region on the new version, with this error ratio. */
    void deployed(int looks, double newRatio) {
        for (int i = 0; i < looks; i++) {
            pass(Set.of(0), newRatio);
        }
    }

    private void pass(Set<Integer> renewed, double newRatio) {
        Instant at = BEGIN.plus(LOOK.multipliedBy(look));
        sources.forEach((region, source) -> {
            for (int index = 0; index < SERVERS; index++) {
                boolean isNew = renewed.contains(index);
                String server = region + "-" + index + (isNew ? "-new" : "");
                double own =
                        serverRatio.computeIfAbsent(
                                server, _ -> Math.exp(serverDeviation * random.nextGaussian()));
                long[] total = totals.computeIfAbsent(server, _ -> new long[2]);
                total[0] += REQUESTS_PER_LOOK;
                total[1] += bad(isNew ? newRatio : ERROR_RATIO * own);
                var cell =
                        new VersionedCell.InRegion(
                                SIGNAL, region, Origin.ofVersion(isNew ? NEW : OLD));
                source.sample(server, cell, Part.TOTAL, at, total[0]);
                source.sample(server, cell, Part.BAD, at, total[1]);
            }
        });
        look++;
    }

    private int bad(double ratio) {
        int bad = 0;
        for (int request = 0; request < REQUESTS_PER_LOOK; request++) {
            bad += random.nextDouble() < ratio ? 1 : 0;
        }
        return bad;
    }

    void unreachable(Region region) {
        var source = sources.get(region);
        if (source != null) {
            source.reachable(false);
        }
    }

    static Instant at(int look) {
        return BEGIN.plus(LOOK.multipliedBy(look)).plus(DELAY);
    }

    PulledSources pulled() {
        return new PulledSources(
                Map.of(service().name(), List.<EvidenceSource>copyOf(sources.values())),
                Map.of(service().name(), Set.of(SIGNAL)),
                Set.of());
    }

    ReplayHistory replay() {
        return new ReplayHistory(
                Services.of(List.of(service())),
                pulled(),
                new ReplayHistory.Settings(Policy.DEFAULT, LOOK),
                new SettableClock(at(look)),
                Runnable::run);
    }

    static ServiceDefinition service() {
        return new ServiceDefinition(
                new ServiceName("web"),
                new TreeSet<>(List.of(WEST, EAST)),
                new TreeSet<>(),
                List.of(new SignalDefinition(SIGNAL, SignalKind.RATIO, Scope.REGION, 0.25, 0.05)));
    }

    /** One stage of one server in ten. */
    static Plan plan(int bakeLooks) {
        return new Plan(
                Plan.Mode.ADVISE,
                Plan.Driver.PIPELINE,
                "",
                Plan.HoldExpiry.PAUSE,
                SharedHarmPolicy.ABORT,
                TransitionPolicy.DEFAULT,
                List.of(
                        new Stage(
                                "tenth",
                                new Stage.Where.All(),
                                0.1,
                                Span.looks(bakeLooks),
                                Span.looks(60))),
                Plan.WAIT_LIMIT_DEFAULT,
                Plan.PAUSE_LIMIT_DEFAULT,
                Plan.RECOVERED_FOR_DEFAULT,
                Plan.RESTORE_DEADLINE_DEFAULT,
                Plan.POLL_DEFAULT);
    }
}
