package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText;
import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.FaultText.ShapeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who relays from whom the tracks that faults of the mesh are about: each region of the chain from the publisher while all is well,
 * from each other under the fault. Not thread-safe.
 */
final class Mesh {
    private final Faults faults;
    private final Servers servers;

    Mesh(Faults faults, Servers servers) {
        this.faults = faults;
        this.servers = servers;
    }

    /** By server, as of this look. */
    Map<String, List<Pull>> pulls(long look) {
        Map<String, List<Pull>> pulls = new HashMap<>();
        for (FaultText fault : faults.ofMesh()) {
            String publisher = fault.publisher();
            if (publisher != null) {
                track(fault, first(publisher), look, pulls);
            }
        }
        return pulls;
    }

    private void track(
            FaultText fault, Server publisher, long look, Map<String, List<Pull>> pulls) {
        String track = "track-of-" + publisher.id() + "-" + faults.ofMesh().indexOf(fault);
        boolean strikes = strikes(fault, look);
        add(pulls, publisher, Pull.published(track));
        List<Server> chain =
                fault.in().stream()
                        .map(region -> struck(fault, region).orElse(first(region)))
                        .toList();
        if (strikes) {
            faults.met(look);
        }
        for (int i = 0; i < chain.size(); i++) {
            Server next = chain.get((i + 1) % chain.size());
            boolean end = i == chain.size() - 1 && fault.shape() == ShapeText.DANGLING;
            if (!strikes) {
                add(pulls, chain.get(i), Pull.from(track, publisher, true));
            } else if (!end) {
                add(pulls, chain.get(i), Pull.from(track, next, false));
            }
        }
    }

    /**
     * Part of what servers of this arm in a region want from another one that comes into a loop.
     *
     * @param source where it is published
     */
    double loopedRatio(String source, String region, ArmText arm, long look) {
        return looping(source, region, arm, look).stream().mapToDouble(FaultText::ratio).sum();
    }

    /** From whom these servers pull what comes into the loop; empty while nothing does, and at a loose end. */
    Optional<Server> upstream(String source, String region, ArmText arm, long look) {
        return looping(source, region, arm, look).stream()
                .findFirst()
                .flatMap(fault -> {
                    int next = fault.in().indexOf(region) + 1;
                    boolean end = next == fault.in().size();
                    return end && fault.shape() == ShapeText.DANGLING
                            ? Optional.empty()
                            : struck(fault, fault.in().get(next % fault.in().size()));
                });
    }

    private List<FaultText> looping(String source, String region, ArmText arm, long look) {
        return faults.ofMesh().stream()
                .filter(fault -> source.equals(fault.publisher()) && fault.ratio() > 0)
                .filter(fault -> fault.in().contains(region) && strikes(fault, look))
                .filter(fault ->
                        struck(fault, region).filter(server -> server.arm() == arm).isPresent())
                .toList();
    }

    private boolean strikes(FaultText fault, long look) {
        return faults.inForce(fault, look)
                && fault.in().stream().allMatch(region -> struck(fault, region).isPresent());
    }

    private Optional<Server> struck(FaultText fault, String region) {
        return List.of(ArmText.NEW, ArmText.OLD).stream()
                .filter(fault::strikes)
                .flatMap(arm -> servers.of(region, arm).stream())
                .findFirst()
                .map(ServerState::server);
    }

    private Server first(String region) {
        List<ServerState> known = new ArrayList<>(servers.of(region, ArmText.OLD));
        known.addAll(servers.of(region, ArmText.NEW));
        return known.getFirst().server();
    }

    private static void add(Map<String, List<Pull>> pulls, Server server, Pull pull) {
        pulls.computeIfAbsent(server.id(), _ -> new ArrayList<>()).add(pull);
    }
}
