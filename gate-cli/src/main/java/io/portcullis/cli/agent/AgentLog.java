package io.portcullis.cli.agent;

import io.portcullis.probe.ProbeOutcome;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** Tells people what an agent does: changes, not repetitions. Thread-safe. */
final class AgentLog {

    private final PrintWriter out;
    private final Map<String, ProbeOutcome.Verdict> last = new HashMap<>();
    private int probes = -1;
    private boolean away;

    AgentLog(PrintWriter out) {
        this.out = out;
    }

    synchronized void told(int count) {
        if (count != probes) {
            probes = count;
            say(
                    count == 0
                            ? "The gate has no probes for this vantage point; asking again."
                            : "Probing %d %s for the gate."
                                    .formatted(count, count == 1 ? "target" : "targets"));
        }
    }

    synchronized void found(String probe, ProbeOutcome outcome) {
        if (last.put(probe, outcome.verdict()) != outcome.verdict()) {
            say(
                    "%-8s %s  %s (%d ms)"
                            .formatted(
                                    outcome.verdict(),
                                    probe,
                                    outcome.text(),
                                    outcome.took().toMillis()));
        }
    }

    synchronized void away(String cause) {
        if (!away) {
            away = true;
            say("The gate is away (" + cause + "); probing goes on, reports follow.");
        }
    }

    synchronized void back() {
        if (away) {
            away = false;
            say("The gate is back.");
        }
    }

    synchronized void problem(String text) {
        say(text);
    }

    synchronized void stopped() {
        say("Stopped.");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
