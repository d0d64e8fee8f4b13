package io.portcullis.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.RelayNode;
import io.portcullis.probe.ProbeOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What relay nodes say of their region, in the quorum. */
final class RelayClaimTest extends IsolationSetting {

    @Test
    void claimOnTheRelayWireCountsLikeAGaugeOfIt() {
        for (int i = 1; i <= 3; i++) {
            said(US_EAST, i, Claim.Says.ISOLATED, Claim.Says.ISOLATED, Claim.Says.CONNECTED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/us-east", null).text())
                .startsWith("us-east: SUSPECTED_FALSE_ISOLATION since")
                .contains("it says it is isolated");
    }

    @Test
    void claimOfAMinorityOfItsNodesIsNone() {
        for (int i = 1; i <= 3; i++) {
            said(US_EAST, i, Claim.Says.ISOLATED, Claim.Says.CONNECTED, Claim.Says.CONNECTED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.FIT);
        assertThat(of("ISOLATION/us-east", null).text()).contains("it says it is connected");
    }

    /** Reports come every few seconds: the newer of both would be the node's. */
    @Test
    void nodeThatSaysOtherwiseDoesNotOutvoteAllServers() {
        for (int i = 1; i <= 3; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            now = now.plus(LOOK);
            said(US_EAST, i, Claim.Says.CONNECTED);
            probe(_ -> ProbeOutcome.fit("200"));
            last = source.observe(now);
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/us-east", null).text())
                .startsWith("us-east: SUSPECTED_FALSE_ISOLATION since");
    }

    @Test
    void nodesThatFellSilentAreNotIsolatedAndAreForgottenInTheEnd() {
        said(US_EAST, 1, Claim.Says.ISOLATED);
        now = now.plus(Duration.ofMinutes(2));
        look(_ -> ProbeOutcome.fit("200"));
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(of("ISOLATION/us-east", null).text()).contains("silence is not isolation");

        now = now.plus(Duration.ofMinutes(9));
        look(_ -> ProbeOutcome.fit("200"));

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.FIT);
    }

    /** Each node of the region, as it is stored before the next look. */
    private void said(Region region, long sequence, Claim.Says... says) {
        var nodes = new ArrayList<RelayNode>();
        for (Claim.Says one : says) {
            nodes.add(
                    new RelayNode(
                            region,
                            "node-" + nodes.size(),
                            "1.5.1",
                            "",
                            "",
                            "e1",
                            NodeProtocols.UNKNOWN,
                            sequence,
                            now,
                            null,
                            new Claim(now.plusSeconds(3), one)));
        }
        var nothing = new VersionedEvidence(now, Map.of(), List.of());
        inbox.append(
                new InboxBatch(new ServiceName("media"), nothing, "replica-1", List.of(), nodes));
    }
}
