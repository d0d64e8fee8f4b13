package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One start and what follows, or a world that is only watched.
 *
 * @param looksBefore looks of healthy traffic before the start; 0 when left out
 * @param looksMax the act is over so many looks after the start, and its rollout aborted; 2,000 when left out
 * @param faults of this act alone, besides those of the world
 * @param standInFaults of this act, of what is around the service
 * @param start when left out nothing is started, and the act is as long as {@code looksMax} says
 * @param expectAt what must have happened besides, by the letter of the rung that is played; when
 *     given, the act is played on these rungs alone
 */
public record ActText(
        String name,
        String about,
        @Nullable Integer looksBefore,
        @Nullable Integer looksMax,
        @Nullable List<FaultText> faults,
        @Nullable List<StandInFaultText> standInFaults,
        @Nullable RolloutText start,
        List<Expectation> expect,
        @Nullable Map<String, List<Expectation>> expectAt) {
    private static final int LOOKS_MAX_DEFAULT = 2_000;

    public ActText {
        Rules.name(name, "name");
        Rules.text(about, "about");
        if (start != null) {
            Rules.required(start.running(), "start.running");
        }
        looksBefore = Rules.within(looksBefore == null ? 0 : looksBefore, 0, 10_000, "looksBefore");
        looksMax =
                Rules.within(
                        looksMax == null ? LOOKS_MAX_DEFAULT : looksMax, 1, 100_000, "looksMax");
        faults = Rules.list(faults);
        standInFaults = Rules.list(standInFaults);
        expect = Rules.some(expect, "expect");
        expectAt = Rules.map(expectAt);
        for (Expectation expectation : all(expect, expectAt)) {
            if (start == null && expectation.needsStart()) {
                throw new IllegalArgumentException(
                        "expect has "
                                + expectation
                                + ", which is about a rollout; the act must have a start");
            }
        }
        for (String rung : expectAt.keySet()) {
            if (Stream.of(RungText.values()).noneMatch(it -> it.letter().equals(rung))) {
                throw new IllegalArgumentException(
                        "expectAt names \"" + rung + "\"; must be a rung, a to e");
            }
        }
    }

    /** What is started; empty when the world is only watched. */
    public Optional<RolloutText> rollout() {
        return Optional.ofNullable(start);
    }

    private static List<Expectation> all(
            List<Expectation> expect, Map<String, List<Expectation>> expectAt) {
        return Stream.concat(expect.stream(), expectAt.values().stream().flatMap(List::stream))
                .toList();
    }

    /** What is expected on one rung or another. */
    List<Expectation> expectedAnywhere() {
        return all(expect, Rules.map(expectAt));
    }

    /** The act as it is played on this rung; empty when it is not. */
    Optional<ActText> at(RungText rung) {
        Map<String, List<Expectation>> byRung = Rules.map(expectAt);
        if (byRung.isEmpty()) {
            return Optional.of(this);
        }
        return Optional.ofNullable(byRung.get(rung.letter()))
                .map(there ->
                        new ActText(
                                name,
                                about,
                                looksBefore,
                                looksMax,
                                faults,
                                standInFaults,
                                start,
                                Stream.concat(expect.stream(), there.stream()).toList(),
                                null));
    }

    /** The world of this act. */
    public WorldText in(WorldText world) {
        return world.with(Rules.list(faults));
    }

    /** What goes wrong around the service. */
    public List<StandInFaultText> allStandInFaults() {
        return Rules.list(standInFaults);
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
