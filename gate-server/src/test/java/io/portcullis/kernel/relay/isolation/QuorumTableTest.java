package io.portcullis.kernel.relay.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.relay.isolation.QuorumTable.Said;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Set<Said> SPEAKING = Set.of(Said.ISOLATED, Said.CONNECTED);
    private static final Map<String, Verdict> TABLE = table();

    @ParameterizedTest
    @CsvSource({
        "ISOLATED,     2/3, 2/3, ISOLATED_TRUE",
        "ISOLATED,     3/3, 3/3, ISOLATED_TRUE",
        "ISOLATED,     2/3, 0/3, BACKBONE_PARTITION",
        "ISOLATED,     2/3, 1/3, UNKNOWN",
        "ISOLATED,     2/3, 0/0, UNKNOWN",
        "ISOLATED,     1/3, 3/3, UNKNOWN",
        "ISOLATED,     0/3, 3/3, SUSPECTED_FALSE_ISOLATION",
        "ISOLATED,     0/3, 0/0, SUSPECTED_FALSE_ISOLATION",
        "ISOLATED,     1/4, 2/3, SUSPECTED_FALSE_ISOLATION",
        "CONNECTED,    2/3, 0/3, PARTITION_UNNOTICED",
        "CONNECTED,    2/3, 3/3, UNKNOWN",
        "CONNECTED,    2/3, 0/0, UNKNOWN",
        "CONNECTED,    0/3, 2/3, EDGE_OUTAGE",
        "CONNECTED,    1/3, 0/3, NONE",
        "CONNECTED,    0/3, 0/3, NONE",
        "CONNECTED,    0/2, 0/0, NONE",
        "CONNECTED,    0/1, 0/3, UNKNOWN",
        "ISOLATED,     1/1, 3/3, UNKNOWN",
        "NOT_EXPORTED, 0/2, 0/0, UNKNOWN",
        "NOT_EXPORTED, 0/3, 0/0, NONE",
        "NOT_EXPORTED, 3/3, 3/3, UNKNOWN",
        "NOT_EXPORTED, 3/3, 0/3, UNKNOWN",
        "SILENT,       0/3, 0/3, UNKNOWN",
        "SILENT,       3/3, 3/3, UNKNOWN",
    })
    void saysWhatTheTableSays(Said said, String peers, String outside, Verdict verdict) {
        assertThat(QuorumTable.verdict(said, tally(peers), tally(outside))).isEqualTo(verdict);
    }

    @Test
    void holdsForEveryCount() {
        everyCount().forEach(it -> assertThat(it.verdict()).as("%s", it).isEqualTo(expected(it)));
    }

    /** The table again, by shares as it writes them; what it does not have is unknown. */
    private static Verdict expected(Case it) {
        int inputs = it.n() + it.en() + (SPEAKING.contains(it.said()) ? 1 : 0);
        String row = it.said() + " " + share(it.u(), it.n(), 2) + " " + share(it.eu(), it.en(), 3);
        return inputs < 3 ? Verdict.UNKNOWN : TABLE.getOrDefault(row, Verdict.UNKNOWN);
    }

    private static String share(int unable, int fresh, int least) {
        if (fresh < least) {
            return unable == 0 ? "none" : "bad";
        }
        double share = (double) unable / fresh;
        if (share < 1 / 3.0 - ROUNDING) {
            return "few";
        }
        return share >= 2 / 3.0 - ROUNDING ? "most" : "some";
    }

    private static Map<String, Verdict> table() {
        var table = new HashMap<String, Verdict>();
        table.put("ISOLATED most most", Verdict.ISOLATED_TRUE);
        table.put("ISOLATED most few", Verdict.BACKBONE_PARTITION);
        for (String any : List.of("few", "some", "most", "none", "bad")) {
            table.put("ISOLATED few " + any, Verdict.SUSPECTED_FALSE_ISOLATION);
        }
        table.put("CONNECTED most few", Verdict.PARTITION_UNNOTICED);
        table.put("CONNECTED few most", Verdict.EDGE_OUTAGE);
        for (String said : List.of("CONNECTED", "NOT_EXPORTED")) {
            for (String peers : List.of("few", "some")) {
                table.put(said + " " + peers + " few", Verdict.NONE);
                table.put(said + " " + peers + " none", Verdict.NONE);
            }
        }
        return table;
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

    /** Such as 2/3: two of three. */
    private static Tally tally(String share) {
        var parts = share.split("/", 2);
        int fresh = Integer.parseInt(parts[1]);
        return tally(Integer.parseInt(parts[0]), fresh, fresh);
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
