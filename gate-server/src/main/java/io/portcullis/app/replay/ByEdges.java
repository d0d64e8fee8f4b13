package io.portcullis.app.replay;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.distribution.Edges;
import java.util.List;

/** What another sight sees, with histograms and levels counted by edges. */
record ByEdges(Sight of, Edges edges) implements Sight {

    @Override
    public LookEvidence see(ServerEvidence look) {
        return edges.reduce(of.see(look));
    }

    @Override
    public Sight atStage(int stage, List<ServerEvidence> before) {
        return new ByEdges(of.atStage(stage, before), edges);
    }
}
