package io.portcullis.kernel.relay.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Headroom.Carried;
import io.portcullis.kernel.relay.isolation.Headroom.Room;
import io.portcullis.testing.ForAllSeeds;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class HeadroomTest {

    private static final Region US_WEST = new Region("us-west");
    private static final Region EU_CENTRAL = new Region("eu-central");
    private static final Region ASIA = new Region("asia");

    @Test
    void saysAtWhatTheOthersAreLeft() {
        var all = two(new Carried(4_700, 8_000), new Carried(7_000, 10_000));

        var headroom = Headroom.without(US_WEST, set(EU_CENTRAL), all);

        assertThat(headroom.text())
                .isEqualTo(
                        "Losing us-west leaves eu-central at 117 % of what it can carry: its 4,700"
                                + " on top of 7,000, with room for 10,000.");
        assertThat(headroom.room(1)).isEqualTo(Room.TOO_LITTLE);
        assertThat(headroom.room(1.17)).isEqualTo(Room.ENOUGH);
        assertThat(Headroom.without(EU_CENTRAL, set(US_WEST), all).room(1))
                .isEqualTo(Room.TOO_LITTLE);
    }

    @Test
    void othersCarryItTogether() {
        var all = two(new Carried(4_700, 8_000), new Carried(7_000, 10_000));
        all.put(ASIA, new Carried(1_000, 5_000));

        var headroom = Headroom.without(US_WEST, set(EU_CENTRAL, ASIA), all);

        assertThat(headroom.ratio()).isEqualTo(12_700 / 15_000.0);
        assertThat(headroom.text()).contains("leaves asia, eu-central at 85 % of what they can");
        assertThat(headroom.room(1)).isEqualTo(Room.ENOUGH);
    }

    @Test
    void whatIsNotKnownIsNoRoom() {
        var all = two(new Carried(4_700, 8_000), new Carried(7_000, Double.NaN));

        var headroom = Headroom.without(US_WEST, set(EU_CENTRAL), all);

        assertThat(headroom.room(100)).isEqualTo(Room.UNKNOWN);
        assertThat(headroom.text()).contains("load or capacity of eu-central is missing");
        assertThat(Headroom.without(US_WEST, set(), all).room(100)).isEqualTo(Room.UNKNOWN);
        assertThat(Headroom.without(ASIA, set(US_WEST), all).missing()).containsExactly(ASIA);
        // Of the lost one its capacity does not matter.
        var lost = two(new Carried(10, Double.NaN), new Carried(10, 100));
        assertThat(Headroom.without(US_WEST, set(EU_CENTRAL), lost).ratio()).isEqualTo(0.2);
    }

    @Test
    void nothingFitsIntoNothing() {
        var all = two(new Carried(0, 0), new Carried(0, 0));

        assertThat(Headroom.without(US_WEST, set(EU_CENTRAL), all).room(1)).isEqualTo(Room.ENOUGH);
        all.put(US_WEST, new Carried(1, 0));
        assertThat(Headroom.without(US_WEST, set(EU_CENTRAL), all).room(1))
                .isEqualTo(Room.TOO_LITTLE);
    }

    @ForAllSeeds
    void moreLoadNeverLeavesMoreRoomAndMoreCapacityNeverLess(long seed) {
        var random = new Random(seed);
        var all =
                two(
                        new Carried(random.nextInt(1_000), 1 + random.nextInt(1_000)),
                        new Carried(random.nextInt(1_000), 1 + random.nextInt(1_000)));
        double ratio = Headroom.without(US_WEST, set(EU_CENTRAL), all).ratio();

        for (Region region : Set.of(US_WEST, EU_CENTRAL)) {
            var more = new TreeMap<>(all);
            more.computeIfPresent(
                    region, (_, it) -> new Carried(it.load() + random.nextInt(9), it.capacity()));
            var wider = new TreeMap<>(all);
            wider.computeIfPresent(
                    region, (_, it) -> new Carried(it.load(), it.capacity() + random.nextInt(9)));
            assertThat(Headroom.without(US_WEST, set(EU_CENTRAL), more).ratio())
                    .isGreaterThanOrEqualTo(ratio);
            assertThat(Headroom.without(US_WEST, set(EU_CENTRAL), wider).ratio())
                    .isLessThanOrEqualTo(ratio);
        }
    }

    private static SortedMap<Region, Carried> two(Carried usWest, Carried euCentral) {
        return new TreeMap<>(Map.of(US_WEST, usWest, EU_CENTRAL, euCentral));
    }

    private static SortedSet<Region> set(Region... regions) {
        return new TreeSet<>(Set.of(regions));
    }
}
