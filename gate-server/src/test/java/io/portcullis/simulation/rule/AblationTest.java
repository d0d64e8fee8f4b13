package io.portcullis.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.Topology;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class AblationTest {

    private static final int LOOKS = 60;

    /** Otherwise the ablations would be of something else than the gate. */
    @Test
    void withNothingLeftOutCallsAtTheLookTheGateDoes() {
        Setting setting =
                Setting.of(Noise.A1, Topology.onePair(6))
                        .with()
                        .traffic(500)
                        .fault(Faults.everywhere(Sites.REQUESTS, 0.006).onCanary())
                        .done();
        var world = new World(setting, 1);
        EvidenceBefore before = world.before(360);
        var plan = Gate.plan(setting, LOOKS);
        Gate gate = Gate.start(plan, before);
        var looks = new ArrayList<LookEvidence>();
        int gateAt = 0;
        for (int look = 1; look <= LOOKS; look++) {
            looks.add(world.next());
            gate.look(look, looks.getLast());
            gateAt = gateAt == 0 && gate.failed() ? look : gateAt;
        }

        var played = Ablation.Played.of(plan, before.asIfCanary(), looks);

        assertThat(gateAt).isBetween(13, LOOKS);
        assertThat(Ablation.NONE.failedAt(played)).isEqualTo(gateAt);
        assertThat(Ablation.CAP.failedAt(played)).isPositive();
    }
}
