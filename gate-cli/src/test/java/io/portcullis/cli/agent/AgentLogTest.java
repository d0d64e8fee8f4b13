package io.portcullis.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.ProbeOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AgentLogTest {

    private final StringWriter out = new StringWriter();
    private final AgentLog log = new AgentLog(new PrintWriter(out, true));

    @Test
    void whatChangesIsSaidOnce() {
        log.told(Set.of("turn"));
        log.found("turn", ProbeOutcome.fit("answered"));
        log.found("turn", ProbeOutcome.fit("answered"));
        log.found("turn", ProbeOutcome.unfit("no answer"));

        assertThat(out.toString().lines())
                .containsExactly(
                        "Probing 1 target for the gate.",
                        "FIT      turn  answered (0 ms)",
                        "UNFIT    turn  no answer (0 ms)");
    }

    /** Links of old releases have probes of their own; an agent runs for months. */
    @Test
    void probesOfOldAreForgotten() {
        log.told(Set.of("turn"));
        log.found("turn", ProbeOutcome.fit("answered"));
        log.told(Set.of("other"));
        log.found("turn", ProbeOutcome.unfit("was still running"));
        log.told(Set.of("turn"));
        log.found("turn", ProbeOutcome.fit("answered"));

        assertThat(out.toString().lines())
                .containsExactly(
                        "Probing 1 target for the gate.",
                        "FIT      turn  answered (0 ms)",
                        "FIT      turn  answered (0 ms)");
    }

    @Test
    void whatIsLeftOutIsSaidOnce() {
        log.leftOut("links of chat: it has no coverage configured");
        log.leftOut("links of chat: it has no coverage configured");
        log.leftOut("");
        log.leftOut("links of chat: \u001b[2J\u009b2Jit has none");

        assertThat(out.toString().lines())
                .containsExactly(
                        "Not probed: links of chat: it has no coverage configured",
                        "Not probed: links of chat: ?[2J?2Jit has none");
    }
}
