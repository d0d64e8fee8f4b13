package io.portcullis.kernel.environment.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.kernel.environment.freeze.Window.Daily;
import io.portcullis.kernel.environment.freeze.Window.Dated;
import io.portcullis.kernel.environment.freeze.Window.Weekly;
import io.portcullis.testing.ForAllSeeds;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clocks of Berlin go forward on 29 March 2026 at 01:00Z and back on 25 October at 01:00Z. */
final class WindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final Window WEEKEND =
            new Weekly(DayOfWeek.FRIDAY, time("16:00"), DayOfWeek.MONDAY, time("08:00"));
    private static final Window NIGHT = new Daily(time("22:00"), time("06:00"));

    @Test
    void weekendGoesOverTheEndOfTheWeek() {
        assertFrozen(WEEKEND, BERLIN, "2026-06-05T14:00:00Z");
        assertFrozen(WEEKEND, BERLIN, "2026-06-08T05:59:59Z");
        assertOpen(WEEKEND, BERLIN, "2026-06-05T13:59:59Z");
        assertOpen(WEEKEND, BERLIN, "2026-06-08T06:00:00Z");
    }

    @Test
    void weekendInWhichClocksGoForwardIsAnHourShorter() {
        assertFrozen(WEEKEND, BERLIN, "2026-03-27T15:00:00Z");
        assertOpen(WEEKEND, BERLIN, "2026-03-27T14:59:59Z");
        assertFrozen(WEEKEND, BERLIN, "2026-03-30T05:59:59Z");
        assertOpen(WEEKEND, BERLIN, "2026-03-30T06:00:00Z");
        assertThat(length(WEEKEND, "2026-03-28T12:00:00Z")).isEqualTo(Duration.ofHours(63));
    }

    @Test
    void weekendInWhichClocksGoBackIsAnHourLonger() {
        assertFrozen(WEEKEND, BERLIN, "2026-10-23T14:00:00Z");
        assertFrozen(WEEKEND, BERLIN, "2026-10-26T06:59:59Z");
        assertOpen(WEEKEND, BERLIN, "2026-10-26T07:00:00Z");
        assertThat(length(WEEKEND, "2026-10-24T12:00:00Z")).isEqualTo(Duration.ofHours(65));
    }

    @Test
    void timeThatIsSkippedIsTheMomentOfTheChange() {
        var window = new Daily(time("02:30"), time("04:00"));

        assertOpen(window, BERLIN, "2026-03-29T00:59:59Z");
        assertFrozen(window, BERLIN, "2026-03-29T01:00:00Z");
        assertOpen(window, BERLIN, "2026-03-29T02:00:00Z");
    }

    @Test
    void timeThatComesTwiceBeginsTheFirstTimeAndEndsTheSecond() {
        var begins = new Daily(time("02:30"), time("05:00"));
        var ends = new Daily(time("01:00"), time("02:30"));

        assertFrozen(begins, BERLIN, "2026-10-25T00:30:00Z");
        assertFrozen(ends, BERLIN, "2026-10-25T01:29:59Z");
        assertOpen(ends, BERLIN, "2026-10-25T01:30:00Z");
    }

    @Test
    void windowWithinTheHourThatComesTwiceHoldsOverBoth() {
        var window = new Daily(time("02:10"), time("02:20"));

        assertFrozen(window, BERLIN, "2026-10-25T00:10:00Z");
        assertFrozen(window, BERLIN, "2026-10-25T01:19:59Z");
        assertOpen(window, BERLIN, "2026-10-25T01:20:00Z");
    }

    @Test
    void nightGoesOverMidnight() {
        assertFrozen(NIGHT, BERLIN, "2026-06-05T21:00:00Z");
        assertFrozen(NIGHT, BERLIN, "2026-06-06T03:59:59Z");
        assertOpen(NIGHT, BERLIN, "2026-06-06T04:00:00Z");
        assertFrozen(NIGHT, KATHMANDU, "2026-06-05T16:15:00Z");
        assertOpen(NIGHT, KATHMANDU, "2026-06-05T16:14:59Z");
    }

    @Test
    void datedWindowIsOnce() {
        var window =
                new Dated(
                        LocalDateTime.parse("2026-12-20T00:00"),
                        LocalDateTime.parse("2027-01-02T08:00"));

        assertFrozen(window, BERLIN, "2026-12-19T23:00:00Z");
        assertOpen(window, BERLIN, "2026-12-19T22:59:59Z");
        assertOpen(window, BERLIN, "2027-01-02T07:00:00Z");
        assertOpen(window, BERLIN, "2025-12-25T00:00:00Z");
    }

    @Test
    void windowWithoutLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Daily(time("01:00"), time("01:00")));
    }

    @ForAllSeeds
    void everyWindowEnds(long seed) {
        var random = new Random(seed);
        var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
        var window =
                random.nextBoolean()
                        ? new Daily(any(random), any(random).plusSeconds(30))
                        : new Weekly(
                                DayOfWeek.of(1 + random.nextInt(7)),
                                any(random),
                                DayOfWeek.of(1 + random.nextInt(7)),
                                any(random).plusSeconds(30));
        var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));

        window.at(now, zone)
                .ifPresent(stretch -> {
                    assertThat(stretch.from()).isBeforeOrEqualTo(now);
                    assertThat(stretch.until()).isAfter(now);
                    assertThat(stretch.length()).isLessThanOrEqualTo(Duration.ofDays(9));
                });
    }

    private static Duration length(Window window, String now) {
        return window.at(Instant.parse(now), BERLIN).orElseThrow().length();
    }

    private static void assertFrozen(Window window, ZoneId zone, String now) {
        assertThat(window.at(Instant.parse(now), zone)).as(now).isPresent();
    }

    private static void assertOpen(Window window, ZoneId zone, String now) {
        assertThat(window.at(Instant.parse(now), zone)).as(now).isEmpty();
    }

    private static LocalTime any(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text);
    }
}
