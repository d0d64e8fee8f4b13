package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.environment.health.WatchedRollout;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a freeze makes of a rollout that would otherwise go on. */
final class FreezeDecisionTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final ServiceName MEDIA = new ServiceName("media");
    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");

    private static FindingsFixture frozen(SortedSet<Region> where, int stage, Instant now) {
        var freeze =
                new PersonsFreeze(
                        new FreezeId(new UUID(0, 1)),
                        new TreeSet<>(Set.of(MEDIA)),
                        where,
                        "cup final",
                        "ada",
                        START,
                        START.plusSeconds(3_600),
                        null);
        var rollout =
                new WatchedRollout(
                        MEDIA,
                        regions(WEST, EAST),
                        stage == 0 ? regions() : regions(WEST),
                        regions(stage == 0 ? WEST : EAST),
                        stage == 0 ? null : START);
        var view =
                EnvironmentView.of(
                        StandingHealth.NONE, List.of(freeze), EnvironmentPolicy.DEFAULT, now);
        var findings = new FindingsFixture().in(view.of(rollout));
        return stage == 0 ? findings.progress(FindingsFixture.stage(0, 0, 0, 360)) : findings;
    }

    private static Decision decide(FindingsFixture findings) {
        return Decide.at(findings.look(), Policy.DEFAULT);
    }

    @Test
    void holdsStarts() {
        assertHeld(decide(frozen(regions(), 0, START)));
    }

    @Test
    void holdsWidening() {
        assertHeld(decide(frozen(regions(EAST), 1, START)));
    }

    @Test
    void stopsNothingWhereTheNextStageDoesNotGo() {
        assertThat(decide(frozen(regions(WEST), 1, START))).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void isOverAtItsEnd() {
        assertThat(decide(frozen(regions(), 1, START.plusSeconds(3_600))))
                .isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void stopsNoAbort() {
        assertThat(decide(frozen(regions(), 1, START).failing(LINK)))
                .isInstanceOf(Decision.Abort.class);
    }

    private static void assertHeld(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> {
                            assertThat(hold.reasons())
                                    .extracting(Reason::type)
                                    .containsExactly(ReasonType.FREEZE);
                            assertThat(hold.reasons().getFirst().text())
                                    .endsWith(
                                            " by ada since 2026-03-02T10:00:00Z, until"
                                                    + " 2026-03-02T11:00:00Z: cup final. Rollbacks"
                                                    + " go on.");
                        });
    }

    private static SortedSet<Region> regions(Region... regions) {
        return new TreeSet<>(Set.of(regions));
    }
}
