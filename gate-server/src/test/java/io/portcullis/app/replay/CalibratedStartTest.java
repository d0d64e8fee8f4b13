package io.portcullis.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Controls;
import io.portcullis.app.NewIds;
import io.portcullis.app.Services;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.app.judge.StagePromise;
import io.portcullis.app.rollout.StartRequest;
import io.portcullis.app.rollout.StartRollout;
import io.portcullis.app.rollout.Started;
import io.portcullis.kernel.analysis.finding.AssumedDispersion;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryRolloutStore;
import io.portcullis.testing.InMemoryWorkloadSource;
import io.portcullis.testing.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A rollout that starts after an hour of servers that were all alike. */
final class CalibratedStartTest {

    private static final int LOOKS = 400;

    private final SettableClock clock = new SettableClock(PastWorld.at(LOOKS - 1));
    private final InMemoryRolloutStore store = new InMemoryRolloutStore();
    private final PastWorld world = new PastWorld(21, 0);

    @Test
    void calibratesOnServersOfTheOldVersionOnceAndForAll() {
        world.healthy(LOOKS);

        Started started = start(world.pulled());

        var dispersions = started.previews().getFirst().dispersions();
        assertThat(dispersions)
                .isNotEmpty()
                .extracting(AssumedDispersion::dispersion)
                .doesNotContain(Dispersion.UNCALIBRATED);
        // Whoever takes over knows nothing but what is stored.
        assertThat(taken(started).dispersions()).isEqualTo(dispersions);
    }

    @Test
    void doesWithoutWhereServersCannotBeReadApart() {
        world.unreachable(PastWorld.WEST);
        world.unreachable(PastWorld.EAST);

        Started started = start(world.pulled());

        assertThat(started.previews()).isEmpty();
        assertThat(store.snapshot(id(started))).isEmpty();
    }

    private StagePreview taken(Started started) {
        var snapshot = store.snapshot(id(started)).orElseThrow();
        var rollout = Rollout.fold(store.find(id(started)).orElseThrow().events());
        return new StagePromise(new RolloutLooks(store)).of(rollout, snapshot).orElseThrow();
    }

    private static RolloutId id(Started started) {
        return started.rollout().spec().id();
    }

    private Started start(PulledSources pulled) {
        var workloads = new InMemoryWorkloadSource();
        var gather =
                new GatherEvidence(
                        new InMemoryEvidenceInbox(),
                        _ -> {},
                        new GatherEvidence.Pull(pulled, workloads),
                        clock,
                        Runnable::run);
        return new StartRollout(
                        new StartRollout.World(
                                store,
                                Services.of(List.of(PastWorld.service())),
                                Controls.of(Map.of()),
                                workloads,
                                gather),
                        new StartRollout.Settings(Policy.DEFAULT, PastWorld.LOOK),
                        new NewIds(clock, new Random(1)),
                        clock,
                        new StartRollout.Lead(_ -> {}, Runnable::run))
                .start(request());
    }

    private static StartRequest request() {
        return new StartRequest(
                PastWorld.service().name(),
                new Release(
                        "example.test/web@sha256:2",
                        PastWorld.NEW,
                        "sha256:2",
                        new TreeSet<>(),
                        List.of(),
                        ChangeClass.NORMAL,
                        "ana@example.test"),
                new RunningRelease(
                        "example.test/web@sha256:1", PastWorld.OLD, "sha256:1", List.of()),
                new TreeMap<>(),
                new TreeMap<>(),
                PastWorld.plan(60),
                "",
                "hash",
                StartRequest.Intent.START,
                Actor.pipeline("ci"));
    }
}
