package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One start and what follows.
 *
 * @param looksBefore looks of healthy traffic before the start; 0 when left out
 * @param looksMax the act is over so many looks after the start, and its rollout aborted; 2,000 when left out
 * @param faults of this act alone, besides those of the world
 */
public record ActText(
        String name,
        String about,
        @Nullable Integer looksBefore,
        @Nullable Integer looksMax,
        @Nullable List<FaultText> faults,
        RolloutText start,
        List<Expectation> expect) {
    private static final int LOOKS_MAX_DEFAULT = 2_000;

    public ActText {
        Rules.name(name, "name");
        Rules.text(about, "about");
        Rules.required(start, "start");
        Rules.required(start.running(), "start.running");
        looksBefore = Rules.within(looksBefore == null ? 0 : looksBefore, 0, 10_000, "looksBefore");
        looksMax =
                Rules.within(
                        looksMax == null ? LOOKS_MAX_DEFAULT : looksMax, 1, 100_000, "looksMax");
        faults = Rules.list(faults);
        expect = Rules.some(expect, "expect");
    }

    /** The world of this act. */
    public WorldText in(WorldText world) {
        return world.with(Rules.list(faults));
    }

    /** Looks of traffic before the start. */
    public int before() {
        return looksBefore == null ? 0 : looksBefore;
    }

    /** Looks after the start at which the act is given up. */
    public int limit() {
        return looksMax == null ? LOOKS_MAX_DEFAULT : looksMax;
    }
}
