package io.portcullis.cli.drill.play;

import java.util.List;

/** What happened in an act, and what to think of it. */
public record ActResult(ActRecord record, List<Verdict> verdicts) {
    public ActResult {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether everything expected happened. */
    public boolean passed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }
}
