package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
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
 * How the mesh, and a loop in it, is seen by those who do not see its edges: subscribers whose tracks do not come, agents, callers,
 * and counters of links. Not thread-safe.
 */
final class MeshCounts {
    private final WorldText text;
    private final Servers servers;
    private final Mesh mesh;
    private final long seed;

    MeshCounts(WorldText text, Servers servers, Mesh mesh, long seed) {
        this.text = text;
        this.servers = servers;
        this.mesh = mesh;
        this.seed = seed;
    }

    /**
     * Counts what is counted by region on the rung that is played.
     *
     * @param share of a region's traffic on servers of an arm
     */
    void play(long look, ToDoubleBiFunction<String, ArmText> share) {
        boolean byRegion = text.rungPlayed() == RungText.A || text.rungPlayed() == RungText.C;
        text.meshSignal()
                .filter(_ -> byRegion)
                .ifPresent(signal ->
                        text.regions()
                                .forEach(region ->
                                        Stream.of(ArmText.values())
                                                .forEach(arm ->
                                                        count(
                                                                signal,
                                                                region,
                                                                arm,
                                                                look,
                                                                share.applyAsDouble(
                                                                        region, arm)))));
    }

    private void count(SignalText signal, String region, ArmText arm, long look, double share) {
        List<ServerState> counting = servers.of(region, arm);
        Draw draw = new Draw(seed, look, signal.signal() + "/" + region + "/" + arm);
        double perLook = text.requestsPerSecond() * text.seconds() * attemptsPerRequest() * share;
        long[] attempts = World.split(draw.poisson(perLook), counting.size());
        for (int i = 0; i < counting.size(); i++) {
            long astray = draw.binomial(attempts[i], loopedRatio(region, arm, look));
            long failed = draw.binomial(attempts[i] - astray, signal.errorRatio());
            counting.get(i)
                    .count(
                            Series.ofRegion(signal.signal()),
                            new Tally(attempts[i] - astray - failed, failed, astray, 0));
        }
    }

    /** Every request is a subscription; only those for tracks of other regions make a call. */
    private double attemptsPerRequest() {
        return text.rungPlayed() == RungText.A ? 1 : links().trafficShareRatio();
    }

    /** Part of a region's attempts, over all it wants from elsewhere, that comes into a loop. */
    private double loopedRatio(String region, ArmText arm, long look) {
        double fromElsewhere = text.rungPlayed() == RungText.A ? links().trafficShareRatio() : 1;
        double looped =
                text.regions().stream()
                        .mapToDouble(source -> mesh.loopedRatio(source, region, arm, look))
                        .sum();
        return Math.min(1, fromElsewhere * looped / (text.regions().size() - 1));
    }

    private LinksText links() {
        return Rules.required(text.links(), "links");
    }

    /**
     * Takes from a link what comes into a loop: it is asked of the next in the chain, and does not come.
     *
     * @return attempts taken
     */
    long astray(LinksText links, ServerState server, String source, long attempts, long look) {
        Server wants = server.server();
        double ratio = mesh.loopedRatio(source, wants.region(), wants.arm(), look);
        Draw draw = new Draw(seed, look, "astray/" + source + ">" + server.id());
        long astray = draw.binomial(attempts, Math.min(1, ratio));
        mesh.upstream(source, wants.region(), wants.arm(), look)
                .filter(_ -> astray > 0)
                .ifPresent(next ->
                        server.count(
                                new Series(
                                        links.signal(),
                                        next.region(),
                                        next.id(),
                                        next.build().version()),
                                new Tally(0, 0, astray, 0)));
        return astray;
    }

    /** What agents beside one server of each region and version find; none on other rungs. */
    List<Probed> probes(long look) {
        if (text.rungPlayed() != RungText.B) {
            return List.of();
        }
        double usual = text.meshSignal().map(SignalText::errorRatio).orElse(0.0);
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
                    double fails =
                            usual
                                    + mesh.loopedRatio(
                                            source.region(),
                                            destination.region(),
                                            destination.arm(),
                                            look);
                    Draw draw =
                            new Draw(seed, look, "probe/" + source.id() + ">" + destination.id());
                    probes.add(new Probed(source, destination, !draw.happens(fails)));
                }
            }
        }
        return probes;
    }
}
