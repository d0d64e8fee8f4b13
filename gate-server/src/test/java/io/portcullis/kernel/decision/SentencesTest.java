package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.LINK;
import static io.portcullis.kernel.decision.FindingsFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.policy.Policy;
import io.portcullis.testing.ForAllSeeds;
import java.util.List;
import java.util.Random;

/** Whatever is found, a person can check every sentence about a stream by hand. */
final class SentencesTest {

    private final FindingsFixture findings = new FindingsFixture();

    @ForAllSeeds(200)
    void everySentenceHasThePlaceTheSignalAndBothArmsNumbers(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 4; step++) {
            spoil(random);
        }

        var reasons = reasons();

        assertThat(reasons).isNotEmpty();
        assertThat(reasons)
                .filteredOn(reason -> reason.signal() != null)
                .allSatisfy(SentencesTest::canBeChecked);
    }

    private static void canBeChecked(Reason reason) {
        assertThat(reason.text()).contains(String.valueOf(reason.signal()));
        assertThat(reason.place() != null || reason.scope() != null).isTrue();
        var where = reason.place() != null ? reason.place() : reason.scope();
        assertThat(reason.text()).contains(String.valueOf(where));
        assertThat(reason.text()).contains("12,000");
        if (reason.type() != ReasonType.COVERAGE) {
            assertThat(reason.text()).contains("301 of 1,000").contains("24 of 12,000");
        }
        if (reason.type() == ReasonType.RELEASE) {
            assertThat(reason.text())
                    .contains("times as bad")
                    .contains("were to be expected")
                    .contains("of the evidence")
                    .contains("bad since look");
        }
        if (reason.type() == ReasonType.UNDECIDED) {
            assertThat(reason.text()).containsPattern("Needs .*(looks|bake)");
        }
    }

    private List<Reason> reasons() {
        return switch (Decide.at(findings.look(), Policy.DEFAULT)) {
            case Decision.Hold(_, var reasons) -> reasons;
            case Decision.Abort(_, var reasons) -> reasons;
            case Decision.Proceed _ -> throw new AssertionError("nothing was spoiled");
        };
    }

    private void spoil(Random random) {
        switch (random.nextInt(7)) {
            case 0 -> findings.failingOnAllLinks();
            case 1 -> findings.failingSurely(REQUESTS);
            case 2 -> findings.blocked(REQUESTS);
            case 3 -> findings.shortOf(LINK, random.nextInt(100_000), random.nextInt(500));
            case 4 -> findings.uncovered(REQUESTS, random.nextInt(5), random.nextInt(100));
            case 5 -> findings.undecidable(LINK, 1 + 10 * random.nextDouble());
            case 6 -> findings.manyUndecided(random.nextInt(40) + 1);
            default -> throw new AssertionError();
        }
    }
}
