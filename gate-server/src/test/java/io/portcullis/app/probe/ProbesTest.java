package io.portcullis.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.ScriptedProbeRunner;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ProbesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region EU_WEST = new Region("eu-west");
    private static final Region US_EAST = new Region("us-east");
    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final Rule RULE =
            new Rule(Rule.Effect.HOLD, 3, 6, Duration.ofSeconds(55), 0.6, Duration.ofMinutes(10));
    private static final Vantage GATE = new Vantage("gate-1", EU_WEST, "backbone");

    private final InMemoryProbeStore store = new InMemoryProbeStore();
    private final SettableClock clock = new SettableClock(NOW);

    @Nested
    final class Running {

        private final ScriptedProbeRunner runner = new ScriptedProbeRunner();

        @Test
        void eachProbeIsRunEverySoOften() {
            runner.say("live:80", ProbeOutcome.fit("accepts connections"));
            var probes = probes(probe("live", 10, Set.of()), probe("slow", 30, Set.of()));

            probes.startDue();
            probes.startDue();
            clock.advance(Duration.ofSeconds(10));
            probes.startDue();
            clock.advance(Duration.ofSeconds(85));
            probes.startDue();

            assertThat(runner.ran()).containsExactly("live", "slow", "live", "live", "slow");
            assertThat(store.latest(Set.of("live", "slow")))
                    .extracting(it -> it.probe() + " " + it.outcome().verdict() + " " + it.at())
                    .containsExactly(
                            "live FIT 2026-11-22T19:01:35Z", "slow UNFIT 2026-11-22T19:01:35Z");
        }

        @Test
        void onlyTheProbesOfItsVantagePointAreRun() {
            var probes =
                    probes(
                            probe("by-name", 10, Set.of("gate-1")),
                            probe("by-region", 10, Set.of("eu-west", "us-east")),
                            probe("elsewhere", 10, Set.of("us-east", "agent-1")));

            probes.startDue();

            assertThat(runner.ran()).containsExactly("by-name", "by-region");
        }

        @Test
        void runsOfOneProbeNeverOverlapAndNotTooManyRunAtOnce() {
            var waiting = new ArrayList<Runnable>();
            var many = new ArrayList<ProbeDefinition>();
            for (int i = 0; i < RunProbes.RUNNING_MAX + 1; i++) {
                many.add(probe("p" + i, 10, Set.of()));
            }
            var probes =
                    new RunProbes(
                            many, new RunProbes.Parts(runner, store, GATE), clock, waiting::add);

            probes.startDue();
            clock.advance(Duration.ofSeconds(10));
            probes.startDue();
            assertThat(waiting).hasSize(RunProbes.RUNNING_MAX);

            waiting.removeFirst().run();
            probes.startDue();
            assertThat(waiting).hasSize(RunProbes.RUNNING_MAX);
        }

        private RunProbes probes(ProbeDefinition... all) {
            var parts = new RunProbes.Parts(runner, store, GATE);
            return new RunProbes(List.of(all), parts, clock, Runnable::run);
        }
    }

    @Nested
    final class Serving {

        @Test
        void whatIsTooMuchForOneAgentIsLeftOutAndSaid() {
            var many = new ArrayList<ProbeDefinition>();
            for (int i = 0; i < ServeAgents.TASKS_MAX + 2; i++) {
                many.add(probe("p%03d".formatted(i), 10, Set.of()));
            }

            var assigned = agents(many).tasks(GATE, Optional.empty());

            assertThat(assigned.tasks())
                    .extracting(ProbeTask::name)
                    .hasSize(ServeAgents.TASKS_MAX)
                    .startsWith("p000")
                    .endsWith("p499");
            assertThat(assigned.leftOut())
                    .containsExactly("2 probes: one agent runs at most 500; p500 is the first");
        }

        @Test
        void nothingIsLeftOutOtherwise() {
            var probes = List.of(probe("here", 10, Set.of()), probe("there", 10, Set.of("x")));

            var assigned = agents(probes).tasks(GATE, Optional.empty());

            assertThat(assigned.tasks()).extracting(ProbeTask::name).containsExactly("here");
            assertThat(assigned.leftOut()).isEmpty();
        }

        private ServeAgents agents(List<ProbeDefinition> probes) {
            var intake =
                    new EvidenceIntake(
                            List.of(),
                            new InMemoryEvidenceInbox(),
                            "replica-1",
                            Duration.ofSeconds(10),
                            clock);
            return new ServeAgents(
                    probes, store, new CoverLinks(List.of(), store, intake, clock), clock);
        }
    }

    @Nested
    final class Observing {

        private final ProbeDefinition live =
                new ProbeDefinition(
                        task("live", 10),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(SERVICE)),
                        new TreeSet<>(Set.of(EU_WEST, US_EAST)),
                        RULE);

        @Test
        void aResultIsSeenInEveryRegionItSpeaksFor() {
            save(GATE, 5, ProbeOutcome.unfit("exit 1"));

            assertThat(observe())
                    .extracting(Observation::subject)
                    .containsExactly(
                            new Subject(Subject.Kind.PROBE, "live", SERVICE, EU_WEST),
                            new Subject(Subject.Kind.PROBE, "live", SERVICE, US_EAST));
            assertThat(observe())
                    .allSatisfy(it -> {
                        assertThat(it.condition()).isEqualTo(Condition.UNFIT);
                        assertThat(it.source()).isEqualTo("backbone");
                        assertThat(it.at()).isEqualTo(NOW.minusSeconds(5));
                        assertThat(it.text()).isEqualTo("live:80 from gate-1: exit 1 (7 ms)");
                    });
        }

        @Test
        void vantagePointsOfOneNetworkCountOnce() {
            save(GATE, 5, ProbeOutcome.unfit("exit 1"));
            save(new Vantage("agent-1", US_EAST, "backbone"), 9, ProbeOutcome.fit("exit 0"));
            save(new Vantage("agent-2", null, "cafe"), 4, ProbeOutcome.unfit("exit 2"));

            assertThat(observe())
                    .filteredOn(it -> EU_WEST.equals(it.subject().place()))
                    .extracting(it -> it.source() + " " + it.condition())
                    .containsExactly("backbone FIT", "cafe UNFIT");
        }

        @Test
        void silenceIsUnknown() {
            assertThat(observe())
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.condition()).isEqualTo(Condition.UNKNOWN));

            save(GATE, 56, ProbeOutcome.fit("exit 0"));

            assertThat(observe())
                    .hasSize(2)
                    .allSatisfy(it -> {
                        assertThat(it.condition()).isEqualTo(Condition.UNKNOWN);
                        assertThat(it.text()).contains("within 55 s");
                    });
        }

        @Test
        void aStoreThatIsAwayIsUnknown() {
            ProbeStore away =
                    new ProbeStore() {
                        @Override
                        public void save(List<ProbeResult> results) {
                            throw new StoreUnavailable("away", new IllegalStateException());
                        }

                        @Override
                        public List<ProbeResult> latest(Set<String> probes) {
                            throw new StoreUnavailable("away", new IllegalStateException());
                        }

                        @Override
                        public void stand(ProbedServer server) {
                            throw new StoreUnavailable("away", new IllegalStateException());
                        }

                        @Override
                        public List<ProbedServer> servers(Instant since) {
                            throw new StoreUnavailable("away", new IllegalStateException());
                        }
                    };

            assertThat(new ProbeEnvironmentSource(List.of(live), away).observe(NOW))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.condition()).isEqualTo(Condition.UNKNOWN));
        }

        private void save(Vantage vantage, int secondsAgo, ProbeOutcome outcome) {
            store.save(
                    List.of(
                            new ProbeResult(
                                    "live",
                                    vantage,
                                    NOW.minusSeconds(secondsAgo),
                                    outcome.took(Duration.ofMillis(7)))));
        }

        private List<Observation> observe() {
            return new ProbeEnvironmentSource(List.of(live), store).observe(NOW);
        }
    }

    private static ProbeDefinition probe(String name, int every, Set<String> from) {
        return new ProbeDefinition(
                task(name, every), new TreeSet<>(from), new TreeSet<>(), new TreeSet<>(), RULE);
    }

    private static ProbeTask task(String name, int every) {
        return new ProbeTask(
                name,
                new ProbeTarget.Tcp(new HostPort(name, 80)),
                Duration.ofSeconds(every),
                Duration.ofSeconds(5));
    }
}
