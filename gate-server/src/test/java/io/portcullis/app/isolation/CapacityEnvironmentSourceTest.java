package io.portcullis.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.testing.ScriptedRegionSignSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CapacityEnvironmentSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region US_WEST = new Region("us-west");
    private static final Region EU_CENTRAL = new Region("eu-central");
    private static final Rule RULE =
            new Rule(Effect.NO_START, 3, 6, Duration.ofMinutes(1), 1, Duration.ofMinutes(10));

    private final ScriptedRegionSignSource metrics =
            new ScriptedRegionSignSource(Proof.Way.METRIC_STORE);

    @Test
    void saysOfEachRegionWhetherItCanBeLost() {
        carries(US_WEST, 4_700, OptionalDouble.of(20_000));
        carries(EU_CENTRAL, 7_000, OptionalDouble.empty());

        var seen = observe(Map.of(EU_CENTRAL, 10_000.0));

        assertThat(seen)
                .extracting(it -> it.subject().fingerprint(), Observation::condition)
                .containsExactly(
                        tuple("CAPACITY/without eu-central", Condition.FIT),
                        tuple("CAPACITY/without us-west", Condition.UNFIT));
        assertThat(seen.getLast().text())
                .startsWith("Losing us-west leaves eu-central at 117 % of what it can carry");
        assertThat(seen.getLast().rule()).isEqualTo(RULE);
    }

    @Test
    void cannotTellWithoutCapacity() {
        carries(US_WEST, 4_700, OptionalDouble.of(20_000));
        carries(EU_CENTRAL, 7_000, OptionalDouble.empty());

        assertThat(observe(Map.of()).getLast().condition()).isEqualTo(Condition.UNKNOWN);
    }

    private List<Observation> observe(Map<Region, Double> declared) {
        var watch =
                new CapacityWatch(new TreeSet<>(Set.of(US_WEST, EU_CENTRAL)), declared, 1, RULE);
        return new CapacityEnvironmentSource(Optional.of(watch), new ReadSigns(List.of(metrics)))
                .observe(NOW);
    }

    private void carries(Region region, double load, OptionalDouble capacity) {
        metrics.put(
                region,
                new RegionSigns(
                        Optional.of(NOW),
                        List.of(),
                        Optional.empty(),
                        OptionalDouble.of(load),
                        capacity));
    }
}
