package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.Server.Build;
import io.portcullis.cli.file.ReleaseText;
import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.Rules;
import io.portcullis.cli.file.RunningText;

/** The builds of an act. */
final class ActReleases {
    private ActReleases() {}

    /** What is started and what runs before it; where nothing is started, what runs is of no concern. */
    static Releases of(ActText act, String service) {
        return act.rollout().map(ActReleases::of).orElseGet(() -> unnamed(service));
    }

    private static Releases of(RolloutText start) {
        RunningText running = Rules.required(start.running(), "running");
        ReleaseText release = start.release();
        return new Releases(
                new Build(running.version(), running.artifact(), running.configuration()),
                new Build(release.version(), release.artifact(), release.configuration()));
    }

    private static Releases unnamed(String service) {
        Build build =
                new Build(
                        "1.0.0",
                        "example.test/" + service + "@sha256:" + "0".repeat(64),
                        "sha256:" + "0".repeat(8));
        return new Releases(build, build);
    }
}
