package io.portcullis.cli.agent;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.nio.file.Path;
import java.util.Set;

/** Whoever may configure the gate should not thereby run programs here: only those named here run. */
record AllowedPrograms(Set<Path> allowed, Runs next) implements Runs {

    AllowedPrograms {
        allowed = Set.copyOf(allowed);
    }

    @Override
    public ProbeOutcome run(ProbeTask task) throws InterruptedException {
        if (task.target() instanceof ProbeTarget.Command command
                && !allowed.contains(command.program())) {
            return ProbeOutcome.unknown(
                    "this agent may not run %s; start it with --allow-command %s"
                            .formatted(command.program(), command.program()));
        }
        return next.run(task);
    }
}
