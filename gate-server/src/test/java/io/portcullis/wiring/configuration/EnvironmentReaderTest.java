package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.environment.freeze.CalendarFreeze;
import io.portcullis.kernel.environment.freeze.Window;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.UntouchedPolicy;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentReaderTest {

    private static final String WORLD =
            """
            portcullis:
              regions: {eu-west: {zone: Europe/Berlin}, us-east: {}}
              services:
                media-server: {probe: REQUIRED, signals: [{name: requests}]}
                other: {signals: [{name: requests}]}
            """;

    @TempDir private Path directory;

    private EnvironmentPolicy read(String more) throws IOException {
        Path file = Files.writeString(directory.resolve("gate.yml"), WORLD + more.indent(2));
        return ConfigurationReader.read(file, Map.of(), directory).environment();
    }

    @Test
    void defaultsAreThese() {
        var policy = ConfigurationReader.read(null, Map.of(), directory).environment();

        assertThat(policy).isEqualTo(EnvironmentPolicy.DEFAULT);
    }

    @Test
    void limitsZonesAndProbesAreUnderstood() throws IOException {
        var policy =
                read(
                        """
                        environment:
                          reopenWithin: 12h
                          thawAfter: 5m
                          forgetAfter: 1h
                          whenUntouchedUnfit: GO_ON
                        """);

        assertThat(policy.limits().reopenWithin()).isEqualTo(Duration.ofHours(12));
        assertThat(policy.limits().thawAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.limits().forgetAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(policy.whenUntouchedUnfit()).isEqualTo(UntouchedPolicy.GO_ON);
        assertThat(policy.probesRequired()).containsExactly(new ServiceName("media-server"));
        assertThat(policy.zones())
                .containsEntry(new Region("eu-west"), ZoneId.of("Europe/Berlin"))
                .containsEntry(new Region("us-east"), ZoneId.of("UTC"));
    }

    @Test
    void everyFormOfAWindowIsUnderstood() throws IOException {
        var policy =
                read(
                        """
                        freezes:
                          weekend: {from: FRIDAY 16:00, until: MONDAY 08:00, reason: weekend}
                          night: {from: '22:00', until: '06:00', zone: UTC, reason: night}
                          holidays:
                            from: 2026-12-20T00:00
                            until: 2027-01-02T08:00
                            services: [media-server]
                            regions: [eu-west]
                            reason: holidays
                        """);

        assertThat(policy.calendar())
                .extracting(CalendarFreeze::window)
                .containsExactlyInAnyOrder(
                        new Window.Weekly(
                                DayOfWeek.FRIDAY,
                                LocalTime.of(16, 0),
                                DayOfWeek.MONDAY,
                                LocalTime.of(8, 0)),
                        new Window.Daily(LocalTime.of(22, 0), LocalTime.of(6, 0)),
                        new Window.Dated(
                                LocalDateTime.of(2026, 12, 20, 0, 0),
                                LocalDateTime.of(2027, 1, 2, 8, 0)));
        assertThat(policy.calendar())
                .filteredOn(it -> it.name().equals("holidays"))
                .allSatisfy(it -> {
                    assertThat(it.zone()).isNull();
                    assertThat(it.services()).containsExactly(new ServiceName("media-server"));
                    assertThat(it.regions()).containsExactly(new Region("eu-west"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {from: FRIDAY 16:00, until: '08:00', reason: x}                  | both must be as
                    {from: FUNDAY 16:00, until: MONDAY 08:00, reason: x}             | both must be as
                    {from: '25:00', until: '08:00', reason: x}                       | both must be as
                    {from: '08:00', until: '08:00', reason: x}                       | must be another time
                    {from: '08:00', reason: x}                                       | needs from, until and reason
                    {from: '08:00', until: '09:00'}                                  | needs from, until and reason
                    {from: '08:00', until: '09:00', reason: x, zone: Mars/Base}      | must be a zone
                    {from: '08:00', until: '09:00', reason: x, regions: [mars]}      | must be of
                    {from: '08:00', until: '09:00', reason: x, services: [nobody]}   | must be of
                    """)
    void freezeThatIsNoneStopsTheStart(String freeze, String rule) {
        assertThatThrownBy(() -> read("freezes: {wrong: " + freeze + "}\n"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.freezes.wrong")
                .hasMessageContaining(rule);
    }

    @Test
    void thawLongerThanTheMemoryOfFaultsStopsTheStart() {
        assertThatThrownBy(() -> read("environment: {reopenWithin: 1m, thawAfter: 2m}\n"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("thawAfter is PT2M");
    }
}
