package io.portcullis.app.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.RollCall;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.evidence.origin.RolloutReleases.Others;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import io.portcullis.port.ProcessSource;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is told of processes, by sources that differ in how well they do. */
final class GatherProcessesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final Region EU_WEST = new Region("eu-west");
    private static final RolloutReleases RELEASES =
            new RolloutReleases(ReleaseIdentity.ofVersion("2"), Map.of());

    private final List<Instant> deadlines = new ArrayList<>();

    @Test
    void sourceThatCannotBeReadSaysNothingAndTheOthersAreHeard() {
        var told =
                gathered(
                        RELEASES,
                        source(() -> {
                            throw new IllegalArgumentException(
                                    "count of rooms is -1; must be >= 0");
                        }),
                        source(() -> ProcessEvidence.of(List.of(sample("n1")))));

        assertThat(told.samples()).containsExactly(sample("n1"), sample("pushed"));
        assertThat(told.rollCalls()).isEmpty();
    }

    @Test
    void sourceThatIsAwaySaysNothingAndTheOthersAreHeard() {
        var told =
                gathered(
                        RELEASES,
                        source(() -> {
                            throw new EvidenceUnavailable(
                                    Gap.Cause.UNREACHABLE, Retry.WORTHWHILE, "away");
                        }),
                        source(() -> ProcessEvidence.of(List.of(sample("n1")))));

        assertThat(told.samples()).containsExactly(sample("n1"), sample("pushed"));
    }

    @Test
    void sourcesHaveThreeFifthsOfALook() {
        gathered(RELEASES, source(() -> ProcessEvidence.NONE));

        assertThat(deadlines).containsExactly(NOW.plusSeconds(6));
    }

    @Test
    void podsOfTheClusterAreARollCall() {
        var arms =
                new RolloutReleases(
                        ReleaseIdentity.ofVersion("2"),
                        Map.of(),
                        Map.of(EU_WEST, Map.of("pod-1", Arm.STABLE, "pod-2", Arm.CANARY)),
                        Others.UNKNOWN);

        assertThat(gathered(arms).rollCalls())
                .containsExactly(
                        new RollCall(
                                EU_WEST,
                                "kubernetes",
                                NOW,
                                new TreeSet<>(Set.of("pod-1", "pod-2"))));
    }

    private ProcessEvidence gathered(RolloutReleases arms, ProcessSource... sources) {
        var gather =
                new GatherProcesses(
                        new InMemoryEvidenceInbox(),
                        Map.of(SERVICE, List.of(sources)),
                        new SettableClock(NOW),
                        Runnable::run);
        var pushed = ProcessEvidence.of(List.of(sample("pushed")));
        return gather.ask(SERVICE, NOW, LOOK).with(pushed, arms);
    }

    private ProcessSource source(Supplier<ProcessEvidence> answer) {
        return new ProcessSource() {
            @Override
            public Region region() {
                return EU_WEST;
            }

            @Override
            public ProcessEvidence read(Instant now, Instant deadline) {
                deadlines.add(deadline);
                return answer.get();
            }
        };
    }

    private static ProcessSample sample(String process) {
        return new ProcessSample(
                EU_WEST,
                process,
                "test",
                NOW,
                "",
                null,
                new Origin.Unknown(),
                Duty.SERVING,
                List.of(new Carried(Work.of("rooms"), 3)));
    }
}
