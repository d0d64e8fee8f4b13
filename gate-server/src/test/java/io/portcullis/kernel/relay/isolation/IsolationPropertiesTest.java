package io.portcullis.kernel.relay.isolation;

import static io.portcullis.kernel.relay.isolation.MeshSeen.FOUR;
import static io.portcullis.kernel.relay.isolation.MeshSeen.NETWORKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Claim.Says;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.Proof.Way;
import io.portcullis.testing.ForAllSeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** What holds whatever is seen. */
final class IsolationPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int LOOKS = 40;
    private static final List<Way> WAYS = List.of(Way.values());

    @ForAllSeeds
    void orderOfWhatWasSeenDoesNotMatter(long seed) {
        var random = new Random(seed);
        var one = IsolationState.NONE;
        var other = IsolationState.NONE;
        for (int i = 1; i <= LOOKS; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            var inputs = anything(random, now);
            var step = IsolationStep.of(one, inputs, IsolationLimits.DEFAULT, now);
            var shuffled =
                    IsolationStep.of(other, shuffled(inputs, random), IsolationLimits.DEFAULT, now);
            assertThat(shuffled).isEqualTo(step);
            one = step.state();
            other = shuffled.state();
        }
    }

    @ForAllSeeds
    void blipOfFewerThanThreeLooksIsNeverHeld(long seed) {
        var random = new Random(seed);
        var state = IsolationState.NONE;
        int bad = 0;
        for (int i = 1; i <= LOOKS; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            // Whatever the blip is, it is over after two looks, and back at once if it likes.
            boolean isBlip = bad < 2 && random.nextInt(3) > 0;
            bad = isBlip ? bad + 1 : 0;
            var inputs = isBlip ? cuts(random, now) : MeshSeen.healthy(FOUR, now).inputs();
            var step = IsolationStep.of(state, inputs, IsolationLimits.DEFAULT, now);
            assertThat(step.findings()).noneMatch(it -> it.verdict().isHeld());
            state = step.state();
        }
    }

    @ForAllSeeds
    void staleInputsAreUnknown(long seed) {
        var random = new Random(seed);
        var state = IsolationState.NONE;
        for (int i = 1; i <= 10; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            var inputs = anything(random, now.minusSeconds(46 + random.nextInt(600)));
            var step = IsolationStep.of(state, inputs, IsolationLimits.DEFAULT, now);
            assertThat(step.findings())
                    .filteredOn(it -> !(it instanceof Finding.OfLatch))
                    .isNotEmpty()
                    .allMatch(it -> it.verdict() == Verdict.UNKNOWN);
            assertThat(step.findings())
                    .filteredOn(Finding.OfLatch.class::isInstance)
                    .allMatch(it -> it.verdict() == Verdict.NONE);
            state = step.state();
        }
    }

    @ForAllSeeds
    void everyVerdictHasAWayOut(long seed) {
        var random = new Random(seed);
        var state = IsolationState.NONE;
        int held = 0;
        for (int i = 1; i <= LOOKS; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            var inputs = i % 8 < 6 ? cuts(random, now, i / 8) : anything(random, now);
            var step = IsolationStep.of(state, inputs, IsolationLimits.DEFAULT, now);
            held += (int) step.findings().stream().filter(it -> it.verdict().isHeld()).count();
            state = step.state();
        }
        assertThat(held).isPositive();

        var last = List.<Finding>of();
        for (int i = LOOKS + 1; i <= LOOKS + 6; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            var seen = MeshSeen.healthy(FOUR, now).allSayConnected();
            FOUR.forEach(it -> seen.sessions(it, 10_000));
            var step = IsolationStep.of(state, seen.inputs(), IsolationLimits.DEFAULT, now);
            state = step.state();
            last = step.findings();
        }

        assertThat(last).allMatch(it -> it.verdict() == Verdict.NONE);
    }

    @ForAllSeeds
    void atMostOneRegionIsToldToBeOffline(long seed) {
        var random = new Random(seed);
        var state = IsolationState.NONE;
        for (int i = 1; i <= LOOKS; i++) {
            Instant now = START.plus(LOOK.multipliedBy(i));
            var seen = MeshSeen.healthy(FOUR, now);
            for (Region region : FOUR) {
                if (random.nextInt(4) > 0) {
                    seen.says(region, Says.ISOLATED).cutFromPeers(region).cutToPeers(region);
                }
                if (random.nextBoolean()) {
                    seen.cutFromUsers(region);
                }
            }
            var step = IsolationStep.of(state, seen.inputs(), IsolationLimits.DEFAULT, now);
            var offline =
                    step.findings().stream()
                            .filter(Finding.OfRegion.class::isInstance)
                            .map(Finding.OfRegion.class::cast)
                            .filter(it ->
                                    it.advice() == Advice.BE_OFFLINE
                                            || it.advice() == Advice.STAY_OFFLINE)
                            .map(it -> it.side().region())
                            .distinct();
            assertThat(offline).hasSizeLessThanOrEqualTo(1);
            state = step.state();
        }
    }

    /** Every input at random, each of its own age. */
    private static MeshInputs anything(Random random, Instant now) {
        var seen = new MeshSeen(FOUR, now);
        for (Region from : FOUR) {
            for (Region to : FOUR) {
                if (!from.equals(to)) {
                    seen.seenAt(ago(random, now)).relay(from, to, outcome(random));
                }
            }
            for (String network : NETWORKS) {
                seen.seenAt(ago(random, now)).edge(from, network, outcome(random));
                String name = "more-" + random.nextInt(2);
                seen.seenAt(ago(random, now)).edgeFrom(from, name, network, outcome(random));
            }
            if (random.nextBoolean()) {
                seen.seenAt(ago(random, now))
                        .says(from, random.nextBoolean() ? Says.ISOLATED : Says.CONNECTED);
            }
            Way way = WAYS.get(random.nextInt(WAYS.size()));
            seen.seenAt(ago(random, now)).proof(from, way, FOUR.get(random.nextInt(4)));
            for (int i = 0; i < 4; i++) {
                seen.seenAt(ago(random, now)).sessions(from, random.nextInt(100));
            }
        }
        return seen.inputs();
    }

    private static MeshInputs cuts(Random random, Instant now) {
        return cuts(random, now, random.nextInt(5));
    }

    private static MeshInputs cuts(Random random, Instant now, int kind) {
        var seen = MeshSeen.healthy(FOUR, now);
        Region region = FOUR.get(kind % FOUR.size());
        boolean isUsers = kind % 2 == 0;
        if (kind > 0) {
            seen.cutFromPeers(region);
        }
        if (isUsers) {
            seen.cutFromUsers(region);
        }
        return seen.says(region, kind == 3 ? Says.CONNECTED : Says.ISOLATED)
                .proof(region, Way.CLUSTER, FOUR.get(random.nextInt(4)))
                .inputs();
    }

    private static Instant ago(Random random, Instant now) {
        return now.minusMillis(random.nextInt(60_000));
    }

    private static Outcome outcome(Random random) {
        return random.nextBoolean() ? Outcome.REACHED : Outcome.FAILED;
    }

    private static MeshInputs shuffled(MeshInputs inputs, Random random) {
        return new MeshInputs(
                inputs.regions(),
                shuffled(inputs.relay(), random),
                shuffled(inputs.edges(), random),
                shuffled(inputs.claims(), random),
                inputs.claimants(),
                shuffled(inputs.proofs(), random),
                shuffled(inputs.sessions(), random));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, List<V>> shuffled(
            SortedMap<K, List<V>> given, Random random) {
        var all = new TreeMap<K, List<V>>();
        given.forEach((key, values) -> {
            var some = new ArrayList<>(values);
            Collections.shuffle(some, random);
            all.put(key, some);
        });
        return all;
    }
}
