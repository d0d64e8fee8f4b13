package io.portcullis.cli.drill.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.cli.drill.scenario.StandInFaultText.AnswersText;
import io.portcullis.cli.drill.scenario.StandInText.KindText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandInTextTest {
    private static final StandInText BROKER =
            new StandInText(
                    "broker",
                    KindText.METRICS,
                    null,
                    null,
                    List.of("eu"),
                    Map.of("consumers", 40.0));

    @Test
    void refusesWhatBelongsToAnotherKind() {
        assertThatThrownBy(() ->
                        new StandInText("page", KindText.HTTP, "example.test", null, null, null))
                .hasMessageContaining("zone and records of another kind");
        assertThatThrownBy(() ->
                        new StandInText("dns", KindText.DNS, "example.test", null, null, null))
                .hasMessageContaining("zone and records; they are missing");
        assertThatThrownBy(() ->
                        new StandInText(
                                "dns",
                                KindText.DNS,
                                "example.test",
                                Map.of("live.example.com", List.of("192.0.2.1")),
                                null,
                                null))
                .hasMessageContaining("live.example.com; must be in the zone example.test");
        assertThatThrownBy(() ->
                        new StandInText(
                                "broker", KindText.METRICS, null, null, List.of("eu"), null))
                .hasMessageContaining("regions and series; they are missing");
    }

    @Test
    void refusesAFaultOfNothingOrOfASeriesThatIsNotThere() {
        assertThatThrownBy(() -> fault("broker", null, null))
                .hasMessageContaining("must give answers, series or without");
        assertThatThrownBy(() -> fault("borker", AnswersText.GONE, null).check(List.of(BROKER)))
                .hasMessageContaining("a fault is of borker");
        assertThatThrownBy(
                        () -> fault("broker", null, Map.of("consumer", 0.0)).check(List.of(BROKER)))
                .hasMessageContaining("must be series it has");
    }

    @Test
    void lastsAsLongAsItSays() {
        StandInFaultText fault =
                new StandInFaultText("gone", "broker", AnswersText.GONE, null, null, 1, 10, 5);

        assertThat(fault.time().stage()).isEqualTo(1);
        assertThat(fault.time().lasts(9)).isFalse();
        assertThat(fault.time().lasts(10)).isTrue();
        assertThat(fault.time().lasts(14)).isTrue();
        assertThat(fault.time().lasts(15)).isFalse();
    }

    private static StandInFaultText fault(
            String of, AnswersText answers, Map<String, Double> series) {
        return new StandInFaultText("broken", of, answers, series, null, null, null, null);
    }
}
