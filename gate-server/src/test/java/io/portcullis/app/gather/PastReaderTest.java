package io.portcullis.app.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.InMemoryEvidenceSource;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PastReaderTest {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");
    private static final int LOOKS = 80;

    private final SettableClock clock = new SettableClock(START.plusSeconds(3_600));
    private final InMemoryEvidenceSource west = new InMemoryEvidenceSource(WEST, DELAY);
    private final InMemoryEvidenceSource east = new InMemoryEvidenceSource(EAST, DELAY);

    @ForAllSeeds
    void countsWhatLiveLooksWouldHaveCounted(long seed) {
        var random = new Random(seed);
        play(west, random);
        play(east, random);
        var first = PastReader.LEAD_LOOKS + 1 + random.nextInt(10);

        var live = Stream.of(west, east).map(source -> live(source, first)).toList();
        var past = read(first, random);

        for (int index = 0; index < past.size(); index++) {
            VersionedEvidence sum = live.get(0).get(index).plus(live.get(1).get(index));
            assertThat(past.get(index).sum().counts()).isEqualTo(sum.counts());
            assertThat(past.get(index).at()).isEqualTo(at(first + index));
        }
    }

    @Test
    void keepsWhatIsMissingAsAGap() {
        play(west, new Random(1));
        play(east, new Random(2));
        east.reachable(false);

        var past = reader(20).read(10);

        assertThat(past).hasSize(10);
        assertThat(past)
                .allSatisfy(look -> {
                    assertThat(look.gaps()).extracting(Gap::region).containsExactly(EAST);
                    assertThat(look.counts().keySet())
                            .extracting(one -> one.cell().countedIn())
                            .containsOnly(WEST);
                });
    }

    @Test
    void readsNoMoreThanAChunkAtOnce() {
        assertThatThrownBy(() -> reader(20).read(PastReader.CHUNK_LOOKS_MAX + 1))
                .hasMessage("looks is 121; must be 1 to 120");
    }

    private List<ServerEvidence> read(int first, Random random) {
        var reader = reader(first);
        var past = new ArrayList<ServerEvidence>();
        while (past.size() < LOOKS - first) {
            past.addAll(reader.read(Math.min(1 + random.nextInt(20), LOOKS - first - past.size())));
        }
        return past;
    }

    private PastReader reader(int first) {
        return new PastReader(List.of(west, east), LOOK, at(first), clock, Runnable::run);
    }

    /** What a rollout of that time counted that began to look as early as the reader does. */
    private static List<VersionedEvidence> live(InMemoryEvidenceSource source, int first) {
        var looks = new ArrayList<VersionedEvidence>();
        var book = CounterBook.EMPTY;
        Instant since = at(first - PastReader.LEAD_LOOKS - 1).minus(DELAY);
        for (int look = first - PastReader.LEAD_LOOKS; look < LOOKS; look++) {
            var scrape = source.scrape(since, at(look), at(look + 1));
            var counted = book.count(scrape, LOOK);
            book = counted.book();
            since = scrape.at();
            if (look >= first) {
                looks.add(counted.evidence());
            }
        }
        return looks;
    }

    /** Servers that come, go, restart and fail now and then, scraped every five seconds. */
    private static void play(InMemoryEvidenceSource source, Random random) {
        for (int server = 0; server < 5; server++) {
            String version = random.nextInt(4) == 0 ? "1.5.2" : "1.5.1";
            int from = random.nextInt(4) == 0 ? random.nextInt(LOOKS) : 0;
            int until = random.nextInt(4) == 0 ? from + random.nextInt(LOOKS) : LOOKS;
            long total = 0;
            long bad = 0;
            for (int scrape = 2 * from; scrape < 2 * until; scrape++) {
                boolean restarts = random.nextInt(60) == 0;
                total = (restarts ? 0 : total) + random.nextInt(50);
                bad = (restarts ? 0 : bad) + (random.nextInt(10) == 0 ? 1 : 0);
                Instant at = START.plusSeconds(5L * scrape);
                var cell = cell(source.region(), version);
                source.sample("server-" + server, cell, Part.TOTAL, at, total + bad);
                if (bad > 0) {
                    source.sample("server-" + server, cell, Part.BAD, at, bad);
                }
            }
        }
    }

    private static VersionedCell cell(Region region, String version) {
        return new VersionedCell.InRegion(SIGNAL, region, Origin.ofVersion(version));
    }

    private static Instant at(int look) {
        return START.plus(LOOK.multipliedBy(look));
    }
}
