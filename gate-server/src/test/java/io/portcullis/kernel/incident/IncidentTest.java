package io.portcullis.kernel.incident;

import static io.portcullis.kernel.rollout.RolloutFixture.ANA;
import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.START;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static io.portcullis.kernel.rollout.RolloutFixture.abort;
import static io.portcullis.kernel.rollout.RolloutFixture.admitted;
import static io.portcullis.kernel.rollout.RolloutFixture.baking;
import static io.portcullis.kernel.rollout.RolloutFixture.onlyOld;
import static io.portcullis.kernel.rollout.RolloutFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.incident.Incident.Category;
import io.portcullis.kernel.incident.Incident.Severity;
import io.portcullis.kernel.incident.Incident.State;
import io.portcullis.kernel.rollout.RolloutFixture;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.RolloutInput.RecoveryGaveUp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentTest {

    private static final IncidentId ID =
            IncidentId.parse("incidents/019350a0-0000-7000-8000-000000000002");

    private final RolloutFixture rollout = baking(spec()).look(9, abort(1));

    private static Incident read(RolloutFixture rollout) {
        return Incident.of(ID, rollout.log()).orElseThrow();
    }

    @Test
    void thereIsNoneWithoutAnAbortOrWhenNothingWasTouched() {
        var untouched =
                admitted(spec()).tell(new RolloutInput.AbortRequested(0, ANA, "wrong build"));

        assertThat(Incident.of(ID, baking(spec()).log())).isEmpty();
        assertThat(Incident.of(ID, untouched.log())).isEmpty();
    }

    @Test
    void saysWhatWhereAndSinceWhen() {
        var incident = read(rollout);

        assertThat(incident.category()).isEqualTo(Category.RELEASE);
        assertThat(incident.links()).containsExactly(new Link(CENTRAL, WEST));
        assertThat(incident.regions()).containsExactly(CENTRAL, WEST);
        assertThat(incident.startedAt()).isEqualTo(START.plusSeconds(30));
        assertThat(incident.detectedAt()).isEqualTo(START.plusSeconds(90));
        assertThat(incident.timeToDetect()).isEqualTo(Duration.ofMinutes(1));
        assertThat(incident.title())
                .isEqualTo("media-server 1.5.2: RELEASE of track-acquire at eu-central -> us-west");
        assertThat(incident.timeline())
                .extracting(TimelineEntry::kind)
                .contains("FIRST_BAD_LOOK", "STAGE_OPENED", "ABORTED", "RESTORE_REQUESTED");
    }

    @Test
    void followsTheRollbackRegionByRegion() {
        assertThat(read(rollout).state()).isEqualTo(State.MITIGATING);

        rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld());
        assertThat(read(rollout).state()).isEqualTo(State.MONITORING);
        assertThat(read(rollout).mitigatedAt()).isNull();
        rollout.after(Duration.ofMinutes(1)).counted(CENTRAL, onlyOld()).recovered(WEST);
        assertThat(read(rollout).timeToMitigate()).contains(Duration.ofMinutes(2));
        assertThat(read(rollout).resolvedAt()).isNull();
        rollout.after(Duration.ofMinutes(5)).recovered(CENTRAL);

        var incident = read(rollout);
        assertThat(incident.state()).isEqualTo(State.RESOLVED);
        assertThat(incident.timeToResolve()).contains(Duration.ofMinutes(7));
        assertThat(incident.rollback())
                .extracting(region -> region.recoveredAt())
                .containsExactly(START.plusSeconds(450), START.plusSeconds(150));
    }

    @Test
    void isAtItsWorstWhenTheOldVersionDoesNotHelp() {
        rollout.restored(WEST, CENTRAL)
                .counted(WEST, onlyOld())
                .counted(CENTRAL, onlyOld())
                .tell(new RecoveryGaveUp(200, List.of("track-acquire")));

        assertThat(read(rollout).severity()).isEqualTo(Severity.SEV1);
        assertThat(read(rollout).state()).isEqualTo(State.DETECTED);
    }

    @Test
    void aPersonsAbortIsNoFinding() {
        var ended = baking(spec()).tell(new RolloutInput.AbortRequested(1, ANA, "wrong build"));

        var incident = read(ended);

        assertThat(incident.category()).isEqualTo(Category.UNKNOWN);
        assertThat(incident.startedAt()).isEqualTo(incident.detectedAt());
        assertThat(incident.regions()).containsExactly(CENTRAL, WEST);
    }

    @Test
    void nothingStartsAfterItWasDetected() {
        var early = baking(spec()).look(2, abort(1));

        assertThat(read(early).startedAt()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void theSameTroubleHasTheSameFingerprint() {
        var again = baking(spec()).look(7, abort(1));
        var other = baking(spec()).tell(new RolloutInput.AbortRequested(1, ANA, "x"));

        assertThat(read(again).fingerprint()).isEqualTo(read(rollout).fingerprint());
        assertThat(read(other).fingerprint()).isNotEqualTo(read(rollout).fingerprint());
    }

    @Test
    void textTellsAPersonWhatHappened() {
        rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld());

        var text = IncidentReport.text(read(rollout));

        assertThat(text)
                .contains("release    media-server 1.5.2 over 1.5.1, stage 1")
                .contains("started    2026-11-22T12:00:30Z")
                .contains("detected   2026-11-22T12:01:30Z (1 min 0 s after the start)")
                .contains("resolved   not yet")
                .contains("30 % bad, 0.2 % on the old version")
                .containsPattern("us-west +ordered .* old version alone 2026-11-22T12:01:30Z")
                .containsPattern("eu-central +ordered .* old version alone not yet");
    }

    @Test
    void postMortemLeavesOpenWhatOnlyPeopleKnow() {
        var markdown = IncidentReport.markdown(read(rollout));

        assertThat(markdown)
                .startsWith("# media-server 1.5.2")
                .contains("| time to detect | 1 min 0 s |")
                .contains("| RELEASE | eu-central -> us-west |")
                .contains("## Lessons")
                .contains("### Where we were lucky")
                .contains("## Action items");
    }

    @Test
    void textsOfOthersDoNotBreakTheTable() {
        var ended =
                baking(spec())
                        .tell(new RolloutInput.AbortRequested(1, ANA, "a | b\n| c | <script>"));

        var markdown = IncidentReport.markdown(read(ended));

        assertThat(markdown).contains("a \\| b \\| c \\| &lt;script>").doesNotContain("<script>");
    }

    @Test
    void saysWhatCannotBeToldFromSharedHarm() {
        var harm =
                new Decision.Abort(
                        1, List.of(Reason.at(ReasonType.SHARED_HARM, WEST, "both versions bad")));

        var incident = read(baking(spec()).look(9, harm));

        assertThat(incident.category()).isEqualTo(Category.SHARED_HARM);
        assertThat(incident.severity()).isEqualTo(Severity.SEV2);
        assertThat(IncidentReport.text(incident)).contains("cannot be told from this");
        assertThat(IncidentReport.markdown(incident))
                .contains("| touched | compared with |", "for two to three minutes or more");
        assertThat(read(rollout).caveat()).isEmpty();
    }
}
