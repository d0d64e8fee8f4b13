package io.portcullis.kernel.evidence.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CounterBookTest {

    private static final Region REGION = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final VersionedCell CELL =
            new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion("1.5.1"));

    private CounterBook book = CounterBook.EMPTY;

    @Test
    void anchorsOnlyAtTheFirstLookEver() {
        var counted = look(0, total("a", 1_000), bad("a", 10));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(0, 0)));
    }

    @Test
    void subtractsTheLastCountedValue() {
        look(0, total("a", 1_000), bad("a", 10));

        var counted = look(1, total("a", 1_500), bad("a", 13));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(500, 3)));
    }

    @Test
    void countsFromZeroAfterADecrease() {
        look(0, total("a", 1_000), bad("a", 10));

        var counted = look(1, total("a", 40), bad("a", 2));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(40, 2)));
    }

    @Test
    void countsASeriesBornSinceFromZero() {
        look(0, total("a", 1_000));

        var counted = look(1, total("a", 1_100), bad("a", 40));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(100, 40)));
    }

    @Test
    void takesNoBadSeriesForZeroWhereItIsBornWithTheFirstError() {
        look(0, total("a", 1_000));

        var counted = look(1, total("a", 1_100));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(100, 0)));
    }

    @Test
    void leavesAStreamUncountedWhereTheBadSeriesShouldBeThere() {
        look(BadSeries.ALWAYS, 0, total("a", 1_000), bad("a", 10));

        var missing = book.count(scrape(BadSeries.ALWAYS, 1, total("a", 1_100)), Duration.ZERO);
        book = missing.book();
        var later = look(BadSeries.ALWAYS, 2, total("a", 1_300), bad("a", 12));

        assertThat(missing.evidence().counts()).isEmpty();
        assertThat(missing.evidence().gaps())
                .extracting(Gap::cause, Gap::signal)
                .containsExactly(tuple(Gap.Cause.SERIES_ABSENT, SIGNAL));
        assertThat(later).containsOnly(Map.entry(CELL, new Counts(300, 2)));
    }

    @Test
    void anchorsAStreamThatLacksItsBadSeriesAtTheFirstLook() {
        look(BadSeries.ALWAYS, 0, total("a", 1_000));

        var counted = look(BadSeries.ALWAYS, 1, total("a", 1_010), bad("a", 1));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(10, 1)));
    }

    @Test
    void bringsWhatAMissedLookLeft() {
        look(0, total("a", 1_000), bad("a", 10));
        var missed =
                book.count(
                        Scrape.missing(REGION, at(1), Gap.Cause.UNREACHABLE, "503"), Duration.ZERO);
        book = missed.book();

        var counted = look(2, total("a", 1_700), bad("a", 11));

        assertThat(missed.evidence().counts()).isEmpty();
        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(700, 1)));
    }

    @Test
    void leavesOutTheFirstSixLooksOfAServer() {
        count(0, LOOK, total("a", 0));
        for (int look = 1; look <= 5; look++) {
            assertThat(count(look, LOOK, total("a", look * 100))).isEmpty();
        }

        var counted = count(6, LOOK, total("a", 600));

        assertThat(counted).containsOnly(Map.entry(CELL, new Counts(100, 0)));
    }

    @Test
    void leavesOutTheFirstSixLooksAfterARestart() {
        for (int look = 0; look <= 9; look++) {
            count(look, LOOK, total("a", look * 100), total("b", look * 100));
        }

        var restarted = count(10, LOOK, total("a", 5), total("b", 1_000));
        for (int look = 11; look <= 15; look++) {
            count(look, LOOK, total("a", 5), total("b", 1_000));
        }
        var warm = count(16, LOOK, total("a", 25), total("b", 1_000));

        assertThat(restarted).containsOnly(Map.entry(CELL, new Counts(100, 0)));
        assertThat(warm).containsOnly(Map.entry(CELL, new Counts(20, 0)));
    }

    @Test
    void isTheSameAfterGoingThroughBytes() {
        look(0, total("a", 1_000), bad("a", 10));
        look(1, total("b", 7));

        assertThat(CounterBook.of(book.bytes())).isEqualTo(book);
        assertThat(CounterBook.of(book.bytes()).bytes()).isEqualTo(book.bytes());
    }

    @Test
    void refusesDamagedBytes() {
        look(0, total("a", 1_000));
        byte[] cut = Arrays.copyOf(book.bytes(), book.bytes().length - 3);

        assertThatThrownBy(() -> CounterBook.of(cut)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CounterBook.of(new byte[] {9}))
                .hasMessage("version of the book is 9; must be 2");
    }

    private Map<VersionedCell, Counts> look(int look, One... series) {
        return look(BadSeries.WITH_FIRST_ERROR, look, series);
    }

    private Map<VersionedCell, Counts> look(BadSeries badSeries, int look, One... series) {
        var counted = book.count(scrape(badSeries, look, series), Duration.ZERO);
        book = counted.book();
        return counted.evidence().counts();
    }

    private Map<VersionedCell, Counts> count(int look, Duration length, One... series) {
        var counted = book.count(scrape(BadSeries.WITH_FIRST_ERROR, look, series), length);
        book = counted.book();
        return counted.evidence().counts();
    }

    private static Scrape scrape(BadSeries badSeries, int look, One... series) {
        return new Scrape(
                REGION,
                at(look),
                Set.copyOf(Arrays.stream(series).map(One::target).distinct().toList()),
                Map.of(SIGNAL, badSeries),
                Arrays.stream(series).map(one -> one.at(at(look))).toList(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Instant at(int look) {
        return START.plus(LOOK.multipliedBy(look));
    }

    private static One total(String target, double value) {
        return new One(target, Part.TOTAL, value);
    }

    private static One bad(String target, double value) {
        return new One(target, Part.BAD, value);
    }

    private record One(String target, Part part, double value) {
        CounterSeries at(Instant at) {
            return new CounterSeries(
                    SeriesId.of(List.of(target, part.name())),
                    target,
                    CELL,
                    part,
                    List.of(new Sample(at.toEpochMilli(), value)));
        }
    }
}
