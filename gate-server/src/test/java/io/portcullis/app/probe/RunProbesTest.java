package io.portcullis.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.ScriptedProbeRunner;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When a server's own probes are looked at again. */
final class RunProbesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Rule RULE =
            new Rule(Rule.Effect.HOLD, 3, 6, Duration.ofSeconds(55), 0.6, Duration.ofMinutes(10));

    private final SettableClock clock = new SettableClock(NOW);
    private final ScriptedProbeRunner runner = new ScriptedProbeRunner();
    private final List<Long> askedMillis = new ArrayList<>();

    @Test
    void looksAgainAfterHalfASecondWhenNothingIsDueBefore() {
        sleeping(List.of(500L, 1_000L), probes(10, 30));

        assertThat(askedMillis).containsExactly(500L, 1_000L, 1_500L);
        assertThat(runner.ran()).containsExactly("p10", "p30");
    }

    @Test
    void wakesJustWhenTheFirstIsDue() {
        sleeping(List.of(9_700L, 10_000L), probes(10, 30));

        assertThat(askedMillis).containsExactly(500L, 10_000L, 10_500L);
        assertThat(runner.ran()).containsExactly("p10", "p30", "p10");
    }

    @Test
    void givesTheProcessorAwayWhenTheFirstIsDueAtOnce() {
        sleeping(List.of(9_990L), probes(10, 30));

        assertThat(askedMillis).containsExactly(500L, 10_010L);
    }

    @Test
    void doesNotSpinWhileARunThatIsOverdueGoesOn() {
        var stuck = new RunProbes(definitions(10), parts(), clock, _ -> {});

        sleeping(List.of(25_000L, 25_020L), stuck);

        assertThat(askedMillis).containsExactly(500L, 25_020L, 25_040L);
    }

    @Test
    void endsAtOnceWithNothingToRun() throws Exception {
        probes().run(until -> askedMillis.add(until.toEpochMilli()));

        assertThat(askedMillis).isEmpty();
    }

    /** Runs until it has slept once more than it is woken, each time so long after the start. */
    private void sleeping(List<Long> wokenMillis, RunProbes probes) {
        Iterator<Long> woken = wokenMillis.iterator();
        assertThatThrownBy(() ->
                        probes.run(until -> {
                            askedMillis.add(Duration.between(NOW, until).toMillis());
                            if (!woken.hasNext()) {
                                throw new InterruptedException();
                            }
                            var at = NOW.plusMillis(woken.next());
                            clock.advance(Duration.between(clock.instant(), at));
                        }))
                .isInstanceOf(InterruptedException.class);
    }

    private RunProbes probes(int... everySeconds) {
        return new RunProbes(definitions(everySeconds), parts(), clock, Runnable::run);
    }

    private RunProbes.Parts parts() {
        return new RunProbes.Parts(
                runner, new InMemoryProbeStore(), new Vantage("gate-1", null, "backbone"));
    }

    private static List<ProbeDefinition> definitions(int... everySeconds) {
        var definitions = new ArrayList<ProbeDefinition>();
        for (int every : everySeconds) {
            var task =
                    new ProbeTask(
                            "p" + every,
                            new ProbeTarget.Tcp(new HostPort("host", 80)),
                            Duration.ofSeconds(every),
                            Duration.ofSeconds(5));
            definitions.add(
                    new ProbeDefinition(
                            task, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), RULE));
        }
        return definitions;
    }
}
