package io.portcullis.kernel.relay.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.relay.isolation.QuorumTable.Said;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/isolation.md, line by line and for every count up to six peers and six networks. */
final class QuorumTableTest {

    private static final int MOST = 6;
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "ISOLATED,     2, 3, 2, 3, ISOLATED_TRUE",
        "ISOLATED,     3, 3, 3, 3, ISOLATED_TRUE",
        "ISOLATED,     2, 3, 0, 3, BACKBONE_PARTITION",
        "ISOLATED,     2, 3, 1, 3, UNKNOWN",
        "ISOLATED,     2, 3, 0, 0, UNKNOWN",
        "ISOLATED,     1, 3, 3, 3, UNKNOWN",
        "ISOLATED,     0, 3, 3, 3, SUSPECTED_FALSE_ISOLATION",
        "ISOLATED,     0, 3, 0, 0, SUSPECTED_FALSE_ISOLATION",
        "ISOLATED,     1, 4, 2, 3, SUSPECTED_FALSE_ISOLATION",
        "CONNECTED,    2, 3, 0, 3, PARTITION_UNNOTICED",
        "CONNECTED,    2, 3, 3, 3, UNKNOWN",
        "CONNECTED,    2, 3, 0, 0, UNKNOWN",
        "CONNECTED,    0, 3, 2, 3, EDGE_OUTAGE",
        "CONNECTED,    1, 3, 0, 3, NONE",
        "CONNECTED,    0, 3, 0, 3, NONE",
        "CONNECTED,    0, 2, 0, 0, NONE",
        "CONNECTED,    0, 1, 0, 3, UNKNOWN",
        "ISOLATED,     1, 1, 3, 3, UNKNOWN",
        "NOT_EXPORTED, 0, 2, 0, 0, UNKNOWN",
        "NOT_EXPORTED, 0, 3, 0, 0, NONE",
        "NOT_EXPORTED, 3, 3, 3, 3, UNKNOWN",
        "NOT_EXPORTED, 3, 3, 0, 3, UNKNOWN",
        "SILENT,       0, 3, 0, 3, UNKNOWN",
        "SILENT,       3, 3, 3, 3, UNKNOWN",
    })
    void saysWhatTheTableSays(
            Said said,
            int peersUnable,
            int peers,
            int outsideUnable,
            int outside,
            Verdict verdict) {
        assertThat(
                        QuorumTable.verdict(
                                said,
                                tally(peersUnable, peers, peers),
                                tally(outsideUnable, outside, outside)))
                .isEqualTo(verdict);
    }

    @Test
    void holdsForEveryCount() {
        everyCount()
                .forEach(it ->
                        assertThat(it.verdict())
                                .as("%s", it)
                                .isEqualTo(expected(it.said(), it.u(), it.n(), it.eu(), it.en())));
    }

    /** The table again, with shares as it writes them instead of whole numbers. */
    private static Verdict expected(Said said, int u, int n, int eu, int en) {
        boolean speaks = said == Said.ISOLATED || said == Said.CONNECTED;
        if (n < 2 || n + en + (speaks ? 1 : 0) < 3 || said == Said.SILENT) {
            return Verdict.UNKNOWN;
        }
        double peers = (double) u / n;
        double external = en == 0 ? Double.NaN : (double) eu / en;
        boolean quorumOutside = en >= 3;
        if (said == Said.ISOLATED) {
            if (peers < 1 / 3.0 - ROUNDING) {
                return Verdict.SUSPECTED_FALSE_ISOLATION;
            }
            if (peers >= 2 / 3.0 - ROUNDING && quorumOutside) {
                if (external >= 2 / 3.0 - ROUNDING) {
                    return Verdict.ISOLATED_TRUE;
                }
                if (external < 1 / 3.0 - ROUNDING) {
                    return Verdict.BACKBONE_PARTITION;
                }
            }
            return Verdict.UNKNOWN;
        }
        if (quorumOutside && peers >= 2 / 3.0 - ROUNDING && external < 1 / 3.0 - ROUNDING) {
            return said == Said.CONNECTED ? Verdict.PARTITION_UNNOTICED : Verdict.UNKNOWN;
        }
        if (quorumOutside && peers < 1 / 3.0 - ROUNDING && external >= 2 / 3.0 - ROUNDING) {
            return said == Said.CONNECTED ? Verdict.EDGE_OUTAGE : Verdict.UNKNOWN;
        }
        boolean peersFine = peers < 2 / 3.0 - ROUNDING;
        boolean outsideFine = quorumOutside ? external < 1 / 3.0 - ROUNDING : eu == 0;
        return peersFine && outsideFine ? Verdict.NONE : Verdict.UNKNOWN;
    }

    private record Case(Said said, int u, int n, int eu, int en) {
        Verdict verdict() {
            return QuorumTable.verdict(said, tally(u, n, n), tally(eu, en, en));
        }
    }

    private static Stream<Case> everyCount() {
        return Stream.of(Said.values())
                .flatMap(said ->
                        IntStream.rangeClosed(0, MOST)
                                .boxed()
                                .flatMap(n ->
                                        IntStream.rangeClosed(0, n)
                                                .boxed()
                                                .flatMap(u -> outside(said, u, n))));
    }

    private static Stream<Case> outside(Said said, int u, int n) {
        return IntStream.rangeClosed(0, MOST)
                .boxed()
                .flatMap(en ->
                        IntStream.rangeClosed(0, en).mapToObj(eu -> new Case(said, u, n, eu, en)));
    }

    @Test
    void everyVerdictOfTheTableIsReached() {
        var reached = everyCount().map(Case::verdict).collect(Collectors.toSet());

        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        Set.of(
                                Verdict.NONE,
                                Verdict.UNKNOWN,
                                Verdict.ISOLATED_TRUE,
                                Verdict.BACKBONE_PARTITION,
                                Verdict.SUSPECTED_FALSE_ISOLATION,
                                Verdict.PARTITION_UNNOTICED,
                                Verdict.EDGE_OUTAGE));
    }

    @Test
    void isUnknownWhenUsersViewWentStale() {
        var verdict = QuorumTable.verdict(Said.CONNECTED, tally(0, 3, 3), tally(0, 0, 3));

        assertThat(verdict).isEqualTo(Verdict.UNKNOWN);
    }

    private static Tally tally(int unable, int fresh, int known) {
        return new Tally(names("bad", unable), names("good", fresh - unable), known, Instant.EPOCH);
    }

    private static SortedSet<String> names(String kind, int count) {
        var names = new TreeSet<String>();
        IntStream.range(0, count).forEach(i -> names.add(kind + i));
        return names;
    }
}
