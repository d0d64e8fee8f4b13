package io.portcullis.kernel.environment.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CalendarFreezeTest {

    private static final Region EU = new Region("eu-west");
    private static final Region AU = new Region("ap-sydney");
    private static final Region OTHER = new Region("us-east");
    private static final Map<Region, ZoneId> ZONES =
            Map.of(
                    EU, ZoneId.of("Europe/Berlin"),
                    AU, ZoneId.of("Australia/Sydney"),
                    OTHER, ZoneId.of("UTC"));

    @Test
    void eachRegionFreezesByItsOwnClock() {
        var freeze = weekend(null);

        var inSydneyOnly = freeze.at(Instant.parse("2026-06-05T06:00:00Z"), ZONES).orElseThrow();
        var everywhere = freeze.at(Instant.parse("2026-06-06T12:00:00Z"), ZONES).orElseThrow();

        assertThat(inSydneyOnly.regions()).containsExactly(AU);
        assertThat(everywhere.regions()).containsExactly(AU, EU, OTHER);
        assertThat(everywhere.name()).isEqualTo("freezes/calendar-weekend");
        assertThat(freeze.at(Instant.parse("2026-06-04T12:00:00Z"), ZONES)).isEmpty();
    }

    @Test
    void ownZoneFreezesEverywhereAtOnce() {
        var freeze = weekend(ZoneId.of("Europe/Berlin"));

        assertThat(freeze.at(Instant.parse("2026-06-05T13:59:59Z"), ZONES)).isEmpty();
        var frozen = freeze.at(Instant.parse("2026-06-05T14:00:00Z"), ZONES).orElseThrow();
        assertThat(frozen.regions()).isEmpty();
        assertThat(frozen.until()).isEqualTo("2026-06-08T06:00:00Z");
    }

    @Test
    void personsFreezeHoldsFromItsStartToItsEnd() {
        Instant start = Instant.parse("2026-06-05T14:00:00Z");
        var freeze = persons(start, start.plusSeconds(60));

        assertThat(freeze.isInForce(start.minusMillis(1))).isFalse();
        assertThat(freeze.isInForce(start)).isTrue();
        assertThat(freeze.isInForce(start.plusSeconds(60))).isFalse();
        assertThat(freeze.ended("bob", "over", start).isInForce(start)).isFalse();
    }

    @Test
    void personsFreezeMustEnd() {
        Instant start = Instant.parse("2026-06-05T14:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> persons(start, start));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> persons(start, start.plus(Duration.ofDays(93))));
    }

    private static PersonsFreeze persons(Instant since, Instant until) {
        return new PersonsFreeze(
                new FreezeId(new UUID(1, 2)),
                new TreeSet<>(),
                new TreeSet<>(),
                "cup final",
                "ada",
                since,
                until,
                null);
    }

    private static CalendarFreeze weekend(@Nullable ZoneId zone) {
        var services = new TreeSet<ServiceName>();
        services.add(new ServiceName("media"));
        return new CalendarFreeze(
                "weekend",
                services,
                new TreeSet<>(),
                new Window.Weekly(
                        DayOfWeek.FRIDAY,
                        LocalTime.parse("16:00"),
                        DayOfWeek.MONDAY,
                        LocalTime.parse("08:00")),
                zone,
                "no changes on weekends");
    }
}
