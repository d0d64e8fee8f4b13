package io.portcullis.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source of evidence must do. Its delay is five seconds here. */
public abstract class EvidenceSourceContract {

    protected static final Region REGION = new Region("us-west");
    protected static final SignalName SIGNAL = new SignalName("requests");
    protected static final Duration DELAY = Duration.ofSeconds(5);
    protected static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** The source under test. */
    protected abstract EvidenceSource source();

    /** A server was scraped: its running totals, and that it was up. */
    protected abstract void scraped(String target, String version, Instant at, Totals totals);

    /** From now on it does not answer. */
    protected abstract void breakIt();

    @Test
    void countsWhatHappenedBetweenTwoLooks() {
        steady("a", "1.5.1", 0, 60);
        var first = source().scrape(at(10), at(35), at(45));
        var book = CounterBook.EMPTY.count(first, Duration.ZERO).book();

        var second = source().scrape(first.at(), at(45), at(55));

        assertThat(first.at()).isEqualTo(at(30));
        assertThat(second.at()).isEqualTo(at(40));
        assertThat(book.count(second, Duration.ZERO).evidence().counts())
                .containsOnly(Map.entry(cell("1.5.1"), new Counts(100, 10)));
    }

    @Test
    void showsAResetBetweenTwoLooks() {
        steady("a", "1.5.1", 0, 32);
        scraped("a", "1.5.1", at(33), new Totals(3, 0));
        for (int second = 34; second < 60; second++) {
            scraped("a", "1.5.1", at(second), new Totals(400, 0));
        }
        var first = source().scrape(at(10), at(35), at(45));
        var book = CounterBook.EMPTY.count(first, Duration.ZERO).book();

        var second = source().scrape(first.at(), at(45), at(55));

        assertThat(book.count(second, Duration.ZERO).evidence().counts())
                .containsOnly(Map.entry(cell("1.5.1"), new Counts(10 + 400, 1)));
    }

    @Test
    void tellsVersionsApart() {
        steady("a", "1.5.1", 0, 60);
        steady("b", "1.5.2", 0, 60);
        var first = source().scrape(at(10), at(35), at(45));
        var book = CounterBook.EMPTY.count(first, Duration.ZERO).book();

        var second = source().scrape(first.at(), at(45), at(55));

        assertThat(book.count(second, Duration.ZERO).evidence().counts())
                .containsOnlyKeys(cell("1.5.1"), cell("1.5.2"));
    }

    @Test
    void givesThePastAsItWouldHaveBeenLookedAt() {
        steady("a", "1.5.1", 0, 700);

        List<Scrape> past = source().history(at(655), LOOK, 60, at(660));

        var sum = new HashMap<VersionedCell, Counts>();
        var book = CounterBook.EMPTY;
        for (Scrape scrape : past) {
            var counted = book.count(scrape, Duration.ZERO);
            book = counted.book();
            counted.evidence()
                    .counts()
                    .forEach((cell, more) -> sum.merge(cell, more, Counts::plus));
            assertThat(counted.evidence().gaps()).isEmpty();
        }
        assertThat(past).hasSize(60);
        assertThat(past.getFirst().at()).isEqualTo(at(60));
        assertThat(past.getLast().at()).isEqualTo(at(650));
        assertThat(sum).containsOnly(Map.entry(cell("1.5.1"), new Counts(5_900, 590)));
    }

    @Test
    void saysThatItDoesNotAnswer() {
        steady("a", "1.5.1", 0, 60);
        breakIt();

        assertThatThrownBy(() -> source().scrape(at(10), at(35), at(45)))
                .isInstanceOf(EvidenceUnavailable.class);
        assertThatThrownBy(() -> source().history(at(35), LOOK, 3, at(45)))
                .isInstanceOf(EvidenceUnavailable.class);
    }

    /** Ten requests a second, one of them bad. */
    protected final void steady(String target, String version, int from, int to) {
        for (int second = from; second < to; second++) {
            scraped(target, version, at(second), new Totals(10L * second, second));
        }
    }

    protected static Instant at(int second) {
        return START.plusSeconds(second);
    }

    protected static VersionedCell cell(String version) {
        return new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion(version));
    }

    /** What a server's counters stand at. */
    public record Totals(long total, long bad) {
        /** Of one part. */
        public long of(Part part) {
            return part == Part.TOTAL ? total : bad;
        }
    }
}
