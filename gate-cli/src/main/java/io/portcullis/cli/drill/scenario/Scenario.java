package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A drill as a file.
 *
 * @param scenario its name
 * @param title one line
 * @param about what it shows, for {@code --explain}
 * @param history the incident it is taken from, if any
 * @param server what the server's configuration needs besides, by keys under {@code portcullis}
 * @param standIns what is around the service, for the gate to probe and read; nothing when left out
 * @param world regions, traffic, servers and faults
 * @param acts played one after another, each in a fresh world; those of the rung that is played
 */
public record Scenario(
        String scenario,
        String title,
        String about,
        @Nullable History history,
        @Nullable Map<String, Object> server,
        @Nullable List<StandInText> standIns,
        WorldText world,
        List<ActText> acts) {
    private static final Set<String> OWN_KEYS = Set.of("services", "controls", "regions", "look");

    public Scenario {
        Rules.name(scenario, "scenario");
        Rules.text(title, "title");
        Rules.text(about, "about");
        Rules.required(world, "world");
        server = Rules.map(server);
        checkServer(server, world);
        standIns = Rules.list(standIns);
        checkMetrics(standIns, world);
        RungText rung = world.rungPlayed();
        List<ActText> written = Rules.some(acts, "acts");
        for (ActText act : written) {
            check(act, standIns, world);
        }
        acts = written.stream().map(act -> act.at(rung)).flatMap(Optional::stream).toList();
        if (acts.isEmpty()) {
            throw new IllegalArgumentException(
                    "acts: none is played on rung " + rung.letter() + "; one must be");
        }
    }

    /** On whatever rung it is played. */
    private static void check(ActText act, List<StandInText> standIns, WorldText world) {
        checkService(act, world);
        for (StandInFaultText fault : act.allStandInFaults()) {
            fault.check(standIns);
        }
        WorldText whole = act.in(world);
        for (Expectation expectation : act.expectedAnywhere()) {
            expectation.check(whole);
            int within = expectation.looksGiven().orElse(0);
            if (within > act.limit()) {
                throw new IllegalArgumentException(
                        "expect has withinLooks "
                                + within
                                + "; must be at most looksMax of \""
                                + act.name()
                                + "\", "
                                + act.limit());
            }
        }
    }

    private static void checkServer(Map<String, Object> server, WorldText world) {
        for (String key : server.keySet()) {
            if (OWN_KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "server gives " + key + ", which follows from the world; it must not");
            }
        }
        if (world.isolation() != null && server.containsKey("environment")) {
            throw new IllegalArgumentException(
                    "server gives environment, which follows from world.isolation; it must not");
        }
    }

    private static void checkService(ActText act, WorldText world) {
        act.rollout()
                .map(RolloutText::service)
                .filter(service -> !service.equals(world.service()))
                .ifPresent(service -> {
                    throw new IllegalArgumentException(
                            "acts: \""
                                    + act.name()
                                    + "\" starts "
                                    + service
                                    + "; must be world.service, "
                                    + world.service());
                });
    }

    private static void checkMetrics(List<StandInText> standIns, WorldText world) {
        Set<String> told = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (StandInText standIn : standIns) {
            if (!names.add(standIn.name())) {
                throw new IllegalArgumentException(
                        "standIns has " + standIn.name() + " twice; each must have its own name");
            }
            for (String region : standIn.in()) {
                world.require(region, "standIns.regions");
                if (!told.add(region)) {
                    throw new IllegalArgumentException(
                            "standIns tells the metrics of " + region + " twice; once is all");
                }
            }
        }
    }

    /** What is around the service. */
    public List<StandInText> around() {
        return Rules.list(standIns);
    }

    /** What the server's configuration needs besides its services, controls and regions. */
    public Map<String, Object> serverKeys() {
        return Rules.map(server);
    }
}
