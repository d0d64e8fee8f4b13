package io.portcullis.testing;

import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each target what a test told it to; of others that they cannot be reached. */
public final class ScriptedProbeRunner implements ProbeRunner {

    private final Map<String, ProbeOutcome> outcomes = new HashMap<>();
    private final List<String> ran = new ArrayList<>();

    /**
     * @param target as it is shown
     */
    public synchronized ScriptedProbeRunner say(String target, ProbeOutcome outcome) {
        outcomes.put(target, outcome);
        return this;
    }

    /** Names of the probes that were run, in that order. */
    public synchronized List<String> ran() {
        return List.copyOf(ran);
    }

    @Override
    public synchronized ProbeOutcome run(ProbeTask task) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ran.add(task.name());
        return outcomes.getOrDefault(task.target().shown(), ProbeOutcome.unfit("no connection"))
                .took(Duration.ofMillis(1));
    }
}
