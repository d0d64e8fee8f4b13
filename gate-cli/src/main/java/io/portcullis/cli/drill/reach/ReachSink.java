package io.portcullis.cli.drill.reach;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.agent.BackgroundAgent;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.world.WorldLook;
import io.portcullis.v1.VantagePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Beside another way of evidence: regions are reached or refuse as the world says, and an agent in each region, in a network of its
 * own, probes what the gate tells it to.
 */
public final class ReachSink implements EvidenceSink {
    private final EvidenceSink beside;
    private final StandInRegions regions;
    private final List<BackgroundAgent> agents = new ArrayList<>();

    private ReachSink(EvidenceSink beside, StandInRegions regions) {
        this.beside = beside;
        this.regions = regions;
    }

    /**
     * Starts the agents, spread over the time between two runs as agents in life are.
     *
     * @param beside closed with this, also when it does not come to start
     * @param regions likewise
     */
    public static ReachSink start(
            EvidenceSink beside, StandInRegions regions, GateConnection gate, Duration every)
            throws InterruptedException {
        ReachSink sink = new ReachSink(beside, regions);
        try {
            sink.startAgents(gate, every);
            return sink;
        } catch (InterruptedException | RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    private void startAgents(GateConnection gate, Duration every) throws InterruptedException {
        int count = regions.addresses().size();
        for (String region : regions.addresses().keySet()) {
            VantagePoint place =
                    VantagePoint.newBuilder()
                            .setName("agent-" + region)
                            .setRegion(region)
                            .setNetwork("network-" + region)
                            .build();
            agents.add(BackgroundAgent.start(gate, place));
            TimeUnit.NANOSECONDS.sleep(every.toNanos() / count);
        }
    }

    @Override
    public void tell(WorldLook look) {
        regions.withdraw(look.withdrawn());
        beside.tell(look);
    }

    @Override
    public long unstored() {
        return beside.unstored();
    }

    @Override
    public Optional<String> trouble() {
        return agents.stream()
                .map(BackgroundAgent::trouble)
                .flatMap(Optional::stream)
                .findFirst()
                .or(beside::trouble);
    }

    @Override
    public void close() {
        agents.forEach(BackgroundAgent::close);
        beside.close();
        regions.close();
    }
}
