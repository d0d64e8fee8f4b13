package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.FaultText.PairText;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.LinksText;
import io.portcullis.cli.drill.scenario.WorldText.SignalText;
import io.portcullis.cli.file.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * How the mesh, and what is wrong with it, is seen by those who do not see its edges: subscribers whose tracks do not come, agents, callers,
 * and counters of links. Not thread-safe.
 */
final class MeshCounts {
    private final WorldText text;
    private final Servers servers;
    private final Mesh mesh;
    private final Faults faults;
    private final long seed;

    MeshCounts(WorldText text, Servers servers, Mesh mesh, Faults faults, long seed) {
        this.text = text;
        this.servers = servers;
        this.mesh = mesh;
        this.faults = faults;
        this.seed = seed;
    }

    /**
     * Counts what is counted by region on the rung that is played.
     *
     * @param shares of a region's traffic on servers of an arm
     */
    void play(long look, ToDoubleBiFunction<String, ArmText> shares) {
        boolean byRegion = text.rungPlayed() == RungText.A || text.rungPlayed() == RungText.C;
        text.meshSignal()
                .filter(_ -> byRegion)
                .ifPresent(signal -> {
                    for (String region : text.regions()) {
                        for (ArmText arm : ArmText.values()) {
                            count(signal, region, arm, look, shares);
                        }
                    }
                });
    }

    private void count(
            SignalText signal,
            String region,
            ArmText arm,
            long look,
            ToDoubleBiFunction<String, ArmText> shares) {
        List<ServerState> counting = servers.of(region, arm);
        Draw draw = new Draw(seed, look, signal.signal() + "/" + region + "/" + arm);
        double mean =
                text.requestsPerSecond()
                        * text.seconds()
                        * (text.rungPlayed() == RungText.A ? 1 : links().trafficShareRatio())
                        * shares.applyAsDouble(region, arm);
        long[] attempts = World.split(draw.poisson(mean), counting.size());
        double lost = mean == 0 ? 0 : lostRatio(region, arm, look, shares);
        for (int i = 0; i < counting.size(); i++) {
            ServerState server = counting.get(i);
            long astray = draw.binomial(attempts[i], lost);
            double usual = World.either(signal.errorRatio(), server.troubleRatio(look));
            long failed = draw.binomial(attempts[i] - astray, usual);
            server.count(
                    Series.ofRegion(signal.signal()),
                    new Tally(attempts[i] - astray - failed, failed, astray, 0));
        }
    }

    /** Part of what these servers attempt that never comes: every call goes elsewhere, of the subscriptions some. */
    private double lostRatio(
            String region, ArmText arm, long look, ToDoubleBiFunction<String, ArmText> shares) {
        double lost = 0;
        for (String source : text.regions()) {
            if (!source.equals(region)) {
                lost += mesh.loopedRatio(source, region, arm, look);
                for (PairText pair : PairText.values()) {
                    double share = shares.applyAsDouble(source, pair.source());
                    if (pair.destination() == arm && share > 0) {
                        lost += share * onLink(source, region, pair, look, shares);
                    }
                }
            }
        }
        double fromElsewhere = text.rungPlayed() == RungText.A ? links().trafficShareRatio() : 1;
        return Math.min(1, fromElsewhere * lost / (text.regions().size() - 1));
    }

    /** How often an acquisition fails between such servers by the faults of links in force. */
    private double onLink(
            String source,
            String region,
            PairText pair,
            long look,
            ToDoubleBiFunction<String, ArmText> shares) {
        return faults.ratio(
                fault ->
                        fault.strikes(
                                source,
                                region,
                                pair,
                                at -> shares.applyAsDouble(at, ArmText.NEW) > 0),
                look);
    }

    private LinksText links() {
        return Rules.required(text.links(), "links");
    }

    /**
     * Takes from a link what comes into a loop: it is asked of the next in the chain, and does not come.
     *
     * @return attempts taken
     */
    long astray(ServerState server, String source, PairText pair, long attempts, long look) {
        Server wants = server.server();
        double ratio = mesh.loopedRatio(source, wants.region(), wants.arm(), look);
        Draw draw = new Draw(seed, look, "astray/" + source + ">" + server.id() + "/" + pair);
        long astray = draw.binomial(attempts, Math.min(1, ratio));
        mesh.upstream(source, wants.region(), wants.arm(), look)
                .filter(_ -> astray > 0)
                .ifPresent(next ->
                        server.count(
                                new Series(
                                        links().signal(),
                                        next.region(),
                                        next.id(),
                                        next.build().version()),
                                new Tally(0, 0, astray, 0)));
        return astray;
    }

    /** What agents beside one server of each region and version find; none on other rungs. */
    List<Probed> probes(long look, ToDoubleBiFunction<String, ArmText> shares) {
        if (text.rungPlayed() != RungText.B) {
            return List.of();
        }
        List<Server> standing =
                text.regions().stream()
                        .flatMap(region ->
                                Stream.of(ArmText.values())
                                        .flatMap(arm -> servers.of(region, arm).stream().limit(1)))
                        .map(ServerState::server)
                        .toList();
        List<Probed> probes = new ArrayList<>();
        for (Server source : standing) {
            for (Server destination : standing) {
                if (!source.region().equals(destination.region())) {
                    probes.add(probe(source, destination, look, shares));
                }
            }
        }
        return probes;
    }

    private Probed probe(
            Server source,
            Server destination,
            long look,
            ToDoubleBiFunction<String, ArmText> shares) {
        PairText pair =
                Stream.of(PairText.values())
                        .filter(it -> it.source() == source.arm())
                        .filter(it -> it.destination() == destination.arm())
                        .findFirst()
                        .orElseThrow();
        double fails =
                text.meshSignal().map(SignalText::errorRatio).orElse(0.0)
                        + mesh.loopedRatio(
                                source.region(), destination.region(), destination.arm(), look)
                        + onLink(source.region(), destination.region(), pair, look, shares);
        Draw draw = new Draw(seed, look, "probe/" + source.id() + ">" + destination.id());
        return new Probed(source, destination, !draw.happens(fails));
    }
}
