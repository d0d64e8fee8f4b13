package io.portcullis.cli.agent;

import io.portcullis.cli.text.Plain;
import io.portcullis.probe.ProbeOutcome;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells people what an agent does: changes, not repetitions. Thread-safe. */
final class AgentLog {

    private final PrintWriter out;

    /** Of those probes only that the gate told last. */
    private final Map<String, ProbeOutcome.Verdict> last = new HashMap<>();

    private Set<String> probes = Set.of();
    private int count = -1;
    private String leftOut = "";
    private boolean away;

    AgentLog(PrintWriter out) {
        this.out = out;
    }

    synchronized void told(Set<String> names) {
        probes = Set.copyOf(names);
        last.keySet().retainAll(probes);
        if (probes.size() != count) {
            count = probes.size();
            say(
                    count == 0
                            ? "The gate has no probes for this vantage point; asking again."
                            : "Probing %d %s for the gate."
                                    .formatted(count, count == 1 ? "target" : "targets"));
        }
    }

    synchronized void leftOut(String text) {
        if (!text.equals(leftOut) && !text.isEmpty()) {
            say("Not probed: " + text);
        }
        leftOut = text;
    }

    synchronized void found(String probe, ProbeOutcome outcome) {
        if (probes.contains(probe) && last.put(probe, outcome.verdict()) != outcome.verdict()) {
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
        out.println(Plain.of(line));
        out.flush();
    }
}
