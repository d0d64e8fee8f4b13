package io.portcullis.kernel.evidence.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.RolloutReleases.Others;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RolloutReleasesTest {

    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");
    private static final SignalName SIGNAL = new SignalName("track-acquire");
    private static final ReleaseIdentity NEW =
            new ReleaseIdentity("1.5.2", "sha256:4be1", "sha256:90aa");
    private static final ReleaseIdentity OLD =
            new ReleaseIdentity("1.5.1", "sha256:11c0", "sha256:77de");

    private final RolloutReleases releases =
            new RolloutReleases(
                    NEW,
                    Map.of(WEST, OLD, EAST, OLD),
                    Map.of(WEST, Map.of("media-7d", Arm.CANARY)),
                    Others.UNKNOWN);

    @Test
    void tellsTheArmFromTheVersionAlone() {
        assertThat(releases.arm(WEST, Origin.ofVersion("1.5.2"))).contains(Arm.CANARY);
        assertThat(releases.arm(WEST, Origin.ofVersion("1.5.1"))).contains(Arm.STABLE);
        assertThat(releases.arm(WEST, Origin.ofVersion("1.4.0"))).isEmpty();
    }

    @Test
    void tellsConfigurationsOfOneVersionApartOnlyByTheirDigest() {
        var old = new ReleaseIdentity("1.5.2", "sha256:4be1", "sha256:77de");
        var configuration = new RolloutReleases(NEW, Map.of(WEST, old));

        assertThat(configuration.arm(WEST, new Origin.OfRelease(NEW))).contains(Arm.CANARY);
        assertThat(configuration.arm(WEST, new Origin.OfRelease(old))).contains(Arm.STABLE);
        assertThat(configuration.arm(WEST, Origin.ofVersion("1.5.2"))).isEmpty();
    }

    @Test
    void takesWhateverIsNotNewForOldWhereNothingIsRolledOutYet() {
        var planned = new RolloutReleases(NEW, Map.of(), Map.of(), Others.OLD);

        assertThat(planned.arm(WEST, Origin.ofVersion("1.5.2"))).contains(Arm.CANARY);
        assertThat(planned.arm(WEST, Origin.ofVersion("1.4.0"))).contains(Arm.STABLE);
        assertThat(planned.arm(WEST, Origin.UNKNOWN)).contains(Arm.STABLE);
    }

    @Test
    void takesAGivenArmAndAPodsArmAsTheyAre() {
        assertThat(releases.arm(WEST, new Origin.OfArm(Arm.BASELINE))).contains(Arm.BASELINE);
        assertThat(releases.arm(WEST, new Origin.OfPod("media-7d"))).contains(Arm.CANARY);
        assertThat(releases.arm(EAST, new Origin.OfPod("media-7d"))).isEmpty();
        assertThat(releases.arm(WEST, Origin.UNKNOWN)).isEmpty();
    }

    @Test
    void showsExposureOfUnknownArmsAndJudgesTheRest() {
        var link = new Link(EAST, WEST);
        var known =
                new VersionedCell.OnLink(
                        SIGNAL, link, Origin.ofVersion("1.5.2"), Origin.ofVersion("1.5.1"));
        var unknown =
                new VersionedCell.OnLink(SIGNAL, link, Origin.UNKNOWN, Origin.ofVersion("1.5.1"));
        var at = Instant.parse("2024-02-07T19:00:00Z");

        var judged =
                releases.judged(
                        new VersionedEvidence(
                                at,
                                Map.of(known, new Counts(10, 3), unknown, new Counts(7, 7)),
                                List.of()));

        assertThat(judged.counts())
                .containsOnly(
                        Map.entry(
                                new Cell.OnLink(SIGNAL, link, Arm.CANARY, Arm.STABLE),
                                new Counts(10, 3)));
        assertThat(judged.unknownArms()).containsOnly(Map.entry(WEST, 7.0));
    }
}
