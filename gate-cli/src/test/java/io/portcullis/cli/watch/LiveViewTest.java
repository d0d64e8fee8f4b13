package io.portcullis.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Counts;
import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.Link;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveViewTest {
    private final StringWriter out = new StringWriter();
    private final LiveView view = new LiveView(new PrintWriter(out));

    @Test
    void drawsRegionsLinksAndEvidenceTowardsEachThreshold() {
        view.show(WatchRolloutResponse.newBuilder().setRollout(rollout()).setLook(look()).build());

        assertThat(view.lines())
                .anySatisfy(line -> assertThat(line).contains("BAKING"))
                .anySatisfy(line -> assertThat(line).contains("HOLD (stage 1)"))
                .anySatisfy(line -> assertThat(line).contains("96 of 180 looks"))
                .anySatisfy(line -> assertThat(line).contains("10^1.0 of 10^2.0"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("us-west")
                                .contains("12 of 1,250 (0.96 %)")
                                .contains("[#####.....]"));
        assertThat(view.lines())
                .filteredOn(line -> line.startsWith("us-west") && line.contains("!"))
                .describedAs("the failing link from us-west to eu-west in the matrix")
                .hasSize(1);
    }

    @Test
    void drawsOverTheFirstPictureInsteadOfScrolling() {
        var update =
                WatchRolloutResponse.newBuilder().setRollout(rollout()).setLook(look()).build();

        view.show(update);
        view.show(update);

        assertThat(out.toString().split("\u001b\\[2J", -1)).hasSize(2);
        assertThat(out.toString().split("\u001b\\[H", -1)).hasSize(3);
    }

    private static Rollout rollout() {
        return Rollout.newBuilder()
                .setService("media-server")
                .setState(RolloutState.ROLLOUT_STATE_BAKING)
                .addAllRegions(List.of("us-west", "eu-west"))
                .setLinks(true)
                .build();
    }

    private static LookReport look() {
        return LookReport.newBuilder()
                .setLook(412)
                .setStageLooks(96)
                .setBakeLooks(180)
                .setLogFailEvidence(Math.log(10))
                .setLogFailThreshold(Math.log(100))
                .setDecision(
                        Decision.newBuilder()
                                .setKind(DecisionKind.DECISION_KIND_HOLD)
                                .setStage(1)
                                .addReasons(
                                        Reason.newBuilder()
                                                .setType(ReasonType.REASON_TYPE_BAKING)
                                                .setText("84 looks of the bake are left")))
                .addFindings(
                        Finding.newBuilder()
                                .setSignal("requests")
                                .setPlace(Place.newBuilder().setRegion("us-west"))
                                .setKind(FindingKind.FINDING_KIND_UNDECIDED)
                                .setRole(FindingRole.FINDING_ROLE_REQUIRED)
                                .setCanary(Counts.newBuilder().setExposure(1250).setEvents(12))
                                .setLogPassEvidence(1.5)
                                .setLogPassThreshold(3))
                .addFindings(link(FindingKind.FINDING_KIND_EQUIVALENT, ArmPair.ARM_PAIR_OLD_NEW))
                .addFindings(link(FindingKind.FINDING_KIND_REGRESSED, ArmPair.ARM_PAIR_NEW_OLD))
                .build();
    }

    private static Finding link(FindingKind kind, ArmPair pair) {
        return Finding.newBuilder()
                .setPlace(
                        Place.newBuilder()
                                .setLink(
                                        Link.newBuilder()
                                                .setSourceRegion("us-west")
                                                .setDestinationRegion("eu-west")))
                .setArmPair(pair)
                .setKind(kind)
                .build();
    }
}
