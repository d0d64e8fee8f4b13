package io.portcullis.kernel.evidence.counter;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attempts that come to no end are the bad ones where nothing else counts them. */
final class UnsettledCountingTest {

    private static final Region REGION = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("track-subscribe");
    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final VersionedCell CELL =
            new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion("1.9.12"));

    private CounterBook book = CounterBook.EMPTY;
    private int look;

    @Test
    void everyAttemptIsBadWhereNothingEverSettles() {
        next(1_000);

        assertThat(next(1_050)).isEqualTo(new Counts(50, 50));
        assertThat(next(1_090)).isEqualTo(new Counts(40, 40));
    }

    @Test
    void whatIsOnItsWayCountsOnceAtMost() {
        next(1_000, 990);
        next(1_100, 1_080);

        assertThat(next(1_200, 1_180)).isEqualTo(new Counts(100, 0));
        assertThat(next(1_300, 1_280)).isEqualTo(new Counts(100, 0));
    }

    @Test
    void aShareThatNeverSettlesIsCountedAsThatShare() {
        next(0, 0);
        double bad = 0;

        for (int step = 1; step <= 20; step++) {
            bad += next(100 * step, 80 * step).events();
        }

        assertThat(bad).isEqualTo(400);
    }

    @Test
    void aSecondBurstCountsAfterTheFirstWasCalledOff() {
        next(0, 0);
        assertThat(next(100, 0).events()).isEqualTo(100);
        for (int step = 0; step < 90; step++) {
            next(100, 100);
        }

        assertThat(next(200, 100).events()).isBetween(90L, 100L);
    }

    @Test
    void whatSettlesAfterAWhileIsHardlyEverBad() {
        var random = new Random(7);
        int tried = 0;
        long bad = 0;
        next(0, 0);

        for (int step = 1; step <= 360; step++) {
            int begun = 90 + random.nextInt(20);
            tried += begun;
            bad += next(tried, tried - random.nextInt(10)).events();
        }

        assertThat(bad / (double) tried).isLessThan(0.002);
    }

    @Test
    void aRestartBeginsAnew() {
        next(1_000, 1_000);
        next(1_100, 1_000);

        assertThat(next(40, 40)).isEqualTo(new Counts(40, 0));
        assertThat(next(60, 40)).isEqualTo(new Counts(20, 20));
    }

    @Test
    void whatWaitsIsRememberedWithTheBook() {
        next(0, 0);
        next(100, 70);
        book = CounterBook.of(book.bytes());

        assertThat(next(200, 170)).isEqualTo(new Counts(100, 0));
    }

    @Test
    void settledWithoutAttemptsIsAGap() {
        next(0, 0);

        var counted = book.count(scrape(List.of(series(Part.SETTLED, 5))), Duration.ZERO);

        assertThat(counted.evidence().gaps())
                .extracting(Gap::detail)
                .containsExactly("us-west: settled series without a total");
    }

    private Counts next(double tried) {
        return count(List.of(series(Part.TOTAL, tried)));
    }

    private Counts next(double tried, double settled) {
        return count(List.of(series(Part.TOTAL, tried), series(Part.SETTLED, settled)));
    }

    private Counts count(List<CounterSeries> series) {
        var counted = book.count(scrape(series), Duration.ZERO);
        book = counted.book();
        look++;
        return counted.evidence().counts().get(CELL);
    }

    private Scrape scrape(List<CounterSeries> series) {
        return new Scrape(
                REGION,
                at(),
                Set.of("a"),
                Map.of(SIGNAL, BadSeries.UNSETTLED),
                series,
                List.of(),
                List.of(),
                Map.of());
    }

    private CounterSeries series(Part part, double value) {
        return new CounterSeries(
                SeriesId.of(List.of(part.name())),
                "a",
                CELL,
                part,
                List.of(new Sample(at().toEpochMilli(), value)));
    }

    private Instant at() {
        return START.plus(LOOK.multipliedBy(look));
    }
}
