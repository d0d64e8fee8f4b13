package io.portcullis.kernel.environment.health;

import static io.portcullis.kernel.environment.Condition.FIT;
import static io.portcullis.kernel.environment.Condition.UNFIT;
import static io.portcullis.kernel.environment.Condition.UNKNOWN;
import static io.portcullis.kernel.environment.health.WatchedWorld.EU;
import static io.portcullis.kernel.environment.health.WatchedWorld.START;
import static io.portcullis.kernel.environment.health.WatchedWorld.US;
import static io.portcullis.kernel.environment.health.WatchedWorld.broker;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.fault.FaultEntry.Kind;
import io.portcullis.kernel.environment.fault.Presence;
import io.portcullis.kernel.evidence.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EnvironmentStepTest {

    private static final Duration THAW = WatchedWorld.LIMITS.thawAfter();

    private final WatchedWorld world = new WatchedWorld();

    @Nested
    final class OfOneSource {

        @Test
        void firstWordMakesASubjectFit() {
            world.look(FIT, broker(EU));

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(FIT);
        }

        @Test
        void newSubjectIsUnknownUntilItIsUnfitOftenEnough() {
            world.looks(2, UNFIT, broker(EU));
            var before = world.standing(broker(EU)).condition();

            world.look(UNFIT, broker(EU));

            assertThat(before).isEqualTo(UNKNOWN);
            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
            assertThat(world.standing(broker(EU)).since()).isEqualTo(START);
        }

        @Test
        void blipChangesNothing() {
            world.look(FIT, broker(EU));
            world.looks(2, UNFIT, broker(EU));
            world.look(FIT, broker(EU));
            world.looks(2, UNFIT, broker(EU));

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(FIT);
            assertThat(world.health().faults()).isEmpty();
        }

        @Test
        void sameObservationAgainIsNoNewOne() {
            var once = world.seen(broker(EU), UNFIT);

            world.look(List.of(once));
            world.look(List.of(once));
            world.look(List.of(once));

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNKNOWN);
        }

        @Test
        void unfitSubjectLeavesOnlyWhenFitOftenEnough() {
            world.looks(3, UNFIT, broker(EU));
            world.look(FIT, broker(EU));
            var before = world.standing(broker(EU)).condition();

            world.look(FIT, broker(EU));

            assertThat(before).isEqualTo(UNFIT);
            assertThat(world.standing(broker(EU)).condition()).isEqualTo(FIT);
        }

        @Test
        void whatCouldNotBeToldBreaksTheRowTowardsFitOnly() {
            world.looks(2, UNFIT, broker(EU));
            world.look(UNKNOWN, broker(EU));
            world.look(UNFIT, broker(EU));
            var entered = world.standing(broker(EU)).condition();

            world.look(FIT, broker(EU));
            world.look(UNKNOWN, broker(EU));
            world.look(FIT, broker(EU));

            assertThat(entered).isEqualTo(UNFIT);
            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
        }

        @Test
        void silenceMakesAFitSubjectUnknown() {
            world.look(FIT, broker(EU));
            world.sleep(Duration.ofSeconds(30));
            world.look(List.of());

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNKNOWN);
            assertThat(world.standing(broker(EU)).text()).contains("Nothing fresh");
        }

        @Test
        void silenceLeavesAnUnfitSubjectUnfit() {
            world.looks(3, UNFIT, broker(EU));
            world.sleep(Duration.ofMinutes(5));
            world.look(List.of());

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
        }

        @Test
        void standingGoesStaleBetweenLooks() {
            world.look(FIT, broker(EU));

            var standing = world.standing(broker(EU));

            assertThat(standing.conditionAt(START.plusSeconds(30))).isEqualTo(FIT);
            assertThat(standing.conditionAt(START.plusSeconds(31))).isEqualTo(UNKNOWN);
        }

        @Test
        void clockThatRunsFarAheadSaysNothing() {
            var ahead =
                    new Observation(
                            broker(EU),
                            WatchedWorld.RULE,
                            FIT,
                            "vantage",
                            START.plusSeconds(3_600),
                            "fit");

            world.look(List.of(ahead));

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNKNOWN);
        }

        @Test
        void timeInWhichNobodyLookedForgetsNothing() {
            world.looks(3, UNFIT, broker(EU));
            world.sleep(Duration.ofHours(3));
            world.look(List.of());

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
            assertThat(world.fault().isThere()).isTrue();
        }

        @Test
        void subjectNobodySpeaksOfIsForgottenAndItsFaultHasAWayOut() {
            world.looks(3, UNFIT, broker(EU));
            for (int look = 0; look < 91; look++) {
                world.look(List.of());
            }
            world.sleep(WatchedWorld.RULE.goneFor());
            world.look(List.of());

            assertThat(world.health().standings()).isEmpty();
            assertThat(world.fault().isOpen()).isFalse();
            assertThat(world.fault().timeline().get(1).text()).contains("not watched");
        }
    }

    @Nested
    final class OfSeveralSources {

        @Test
        void unfitWhenTheQuorumOfFreshSourcesSaysSo() {
            say(3, FIT, FIT, UNFIT);
            var oneOfThree = world.standing(broker(EU)).condition();

            say(3, FIT, UNFIT, UNFIT);

            assertThat(oneOfThree).isEqualTo(FIT);
            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
            assertThat(world.standing(broker(EU)).text()).contains("2 of 3 sources");
        }

        @Test
        void staleSourceHasNoSay() {
            say(3, FIT, FIT, UNFIT);
            for (int i = 0; i < 4; i++) {
                world.look(List.of(world.seen(broker(EU), UNFIT, "vantage-2")));
            }

            assertThat(world.standing(broker(EU)).condition()).isEqualTo(UNFIT);
        }

        @Test
        void sourcesThatErrTogetherCountOnceAndTheWorstOfThemCounts() {
            for (int i = 0; i < 3; i++) {
                world.look(
                        List.of(
                                world.seen(broker(EU), FIT, "same-network"),
                                world.seen(broker(EU), UNFIT, "same-network"),
                                world.seen(broker(EU), FIT, "other-1"),
                                world.seen(broker(EU), FIT, "other-2")));
            }

            var standing = world.standing(broker(EU));

            assertThat(standing.witnesses()).hasSize(3);
            assertThat(standing.condition()).isEqualTo(FIT);
            assertThat(standing.text()).contains("1 of 3 sources");
        }

        private void say(int looks, Condition... conditions) {
            for (int i = 0; i < looks; i++) {
                var seen = new ArrayList<Observation>();
                for (int source = 0; source < conditions.length; source++) {
                    seen.add(world.seen(broker(EU), conditions[source], "vantage-" + source));
                }
                world.look(seen);
            }
        }
    }

    @Nested
    final class FaultsAre {

        @Test
        void openedOnceForAFingerprintAndFollowedFromRegionToRegion() {
            world.looks(3, UNFIT, broker(EU));
            world.looks(3, UNFIT, broker(EU), broker(US));

            assertThat(world.told()).containsExactly(Kind.OPENED, Kind.SPREAD);
            assertThat(world.health().faults()).hasSize(1);
            assertThat(world.fault().regionsNow()).containsExactly(EU, US);
            assertThat(world.fault().startedAt()).isEqualTo(START);
            assertThat(world.fault().detectedAt()).isEqualTo(START.plusSeconds(20));
        }

        @Test
        void closedOnlyWhenGoneEverywhereForLongEnough() {
            world.looks(3, UNFIT, broker(EU), broker(US));
            world.look(List.of(world.seen(broker(EU), FIT), world.seen(broker(US), UNFIT)));
            world.look(List.of(world.seen(broker(EU), FIT), world.seen(broker(US), UNFIT)));
            var left = world.fault();
            world.looks(13, FIT, broker(EU), broker(US));
            var notYet = world.fault();
            world.look(FIT, broker(EU), broker(US));

            assertThat(left.regionsNow()).containsExactly(US);
            assertThat(left.goneSince()).isNull();
            assertThat(notYet.isOpen()).isTrue();
            assertThat(world.fault().isOpen()).isFalse();
            assertThat(world.told())
                    .containsExactly(Kind.OPENED, Kind.SPREAD, Kind.LEFT, Kind.LEFT, Kind.RESOLVED);
        }

        @Test
        void notGoneWhileNothingFreshTellsOfThem() {
            world.looks(3, UNFIT, broker(EU));
            world.looks(3, FIT, broker(EU));
            for (int i = 0; i < 30; i++) {
                world.look(UNKNOWN, broker(EU));
            }

            assertThat(world.fault().isOpen()).isTrue();
            assertThat(world.fault().goneSince()).isNull();
            assertThat(world.told()).containsExactly(Kind.OPENED, Kind.LEFT, Kind.WAITING);
        }

        @Test
        void rememberedByWhatWasWrongNotByWhatCameAfterIt() {
            world.looks(3, UNFIT, broker(EU));
            world.looks(1, FIT, broker(EU));
            var leaving = world.standing(broker(EU));
            world.looks(20, FIT, broker(EU));

            assertThat(leaving.condition()).isEqualTo(UNFIT);
            assertThat(leaving.text())
                    .isEqualTo("It is not fit for long enough yet; last: rabbitmq is FIT");
            assertThat(world.fault().presences())
                    .extracting(Presence::text)
                    .containsExactly("rabbitmq is UNFIT");
        }

        @Test
        void reopenedWhenTheyComeBackInTime() {
            world.looks(3, UNFIT, broker(EU));
            var opened = world.fault();
            world.looks(20, FIT, broker(EU));
            world.sleep(Duration.ofHours(2));
            world.looks(3, UNFIT, broker(US));

            assertThat(world.fault().id()).isEqualTo(opened.id());
            assertThat(world.fault().reopened()).isEqualTo(1);
            assertThat(world.fault().isOpen()).isTrue();
            assertThat(world.told())
                    .containsExactly(Kind.OPENED, Kind.LEFT, Kind.RESOLVED, Kind.REOPENED);
            assertThat(world.fault().presences()).hasSize(2);
        }

        @Test
        void othersWhenTheyComeBackTooLate() {
            world.looks(3, UNFIT, broker(EU));
            var opened = world.fault();
            world.looks(20, FIT, broker(EU));
            world.sleep(Duration.ofHours(25));
            world.looks(3, UNFIT, broker(EU));

            assertThat(world.health().faults()).hasSize(1);
            assertThat(world.fault().id()).isNotEqualTo(opened.id());
            assertThat(world.fault().reopened()).isZero();
        }

        @Test
        void freezeUntilTheyAreGoneForAWhile() {
            world.looks(3, UNFIT, broker(EU));
            var there = world.fault().stopsRollouts(THAW, world.now());
            world.looks(2, FIT, broker(EU));
            var gone = world.fault();

            assertThat(there).isTrue();
            assertThat(gone.stopsRollouts(THAW, world.now())).isTrue();
            assertThat(gone.regionsStopped()).containsExactly(EU);
            assertThat(gone.stopsRollouts(THAW, world.now().plus(THAW))).isFalse();
        }

        @Test
        void acceptedByAPersonUntilTheyGetWorse() {
            world.looks(3, UNFIT, broker(EU));
            world.accept(world.fault(), "ada");
            world.looks(3, UNFIT, broker(EU));
            var accepted = world.fault();
            world.looks(3, UNFIT, broker(EU), broker(US));

            assertThat(accepted.stopsRollouts(THAW, world.now())).isFalse();
            assertThat(world.fault().stopsRollouts(THAW, world.now())).isTrue();
        }

        @Test
        void notAcceptedAnyMoreOnceReopened() {
            world.looks(3, UNFIT, broker(EU));
            world.accept(world.fault(), "ada");
            world.looks(20, FIT, broker(EU));
            world.looks(3, UNFIT, broker(EU));

            assertThat(world.fault().reopened()).isEqualTo(1);
            assertThat(world.fault().isAccepted()).isFalse();
        }

        @Test
        void onBothEndsOfALink() {
            world.looks(3, UNFIT, broker(new Link(EU, US)));

            assertThat(world.fault().regionsNow()).containsExactly(EU, US);
            assertThat(world.fault().links()).containsExactly(new Link(EU, US));
        }
    }
}
