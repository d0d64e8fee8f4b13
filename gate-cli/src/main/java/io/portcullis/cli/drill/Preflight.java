package io.portcullis.cli.drill;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.CountedText;
import io.portcullis.v1.GetServerResponse;
import io.portcullis.v1.ServedService;
import io.portcullis.v1.ServedSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks whether a server can be played against before anything is played. */
final class Preflight {
    private Preflight() {}

    /** Throws {@link CommandFailure} with everything that does not fit. */
    static void check(GetServerResponse server, Scenario scenario) {
        List<String> problems = problems(server, scenario);
        if (!problems.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The server cannot play "
                            + scenario.scenario()
                            + ":\n  "
                            + String.join("\n  ", problems)
                            + "\nNext: start it with the configuration that \"gate drill "
                            + scenario.scenario()
                            + " --configuration\" prints.");
        }
    }

    private static List<String> problems(GetServerResponse server, Scenario scenario) {
        WorldText world = scenario.world();
        Optional<ServedService> served =
                server.getServicesList().stream()
                        .filter(service -> service.getService().equals(world.service()))
                        .findFirst();
        List<String> problems = new ArrayList<>();
        if (served.isEmpty()) {
            problems.add("it does not know the service " + world.service());
        } else {
            addMissing(problems, served.get(), world);
        }
        scenario.acts().stream()
                .flatMap(act -> act.rollout().stream())
                .flatMap(start -> Optional.ofNullable(start.plan().control()).stream())
                .filter(control -> !server.getControlsList().contains(control))
                .distinct()
                .forEach(control -> problems.add("it has no control named " + control));
        return problems;
    }

    private static void addMissing(List<String> problems, ServedService served, WorldText world) {
        if (!Set.copyOf(served.getRegionsList()).equals(Set.copyOf(world.regions()))) {
            problems.add(
                    "it knows the regions "
                            + new TreeSet<>(served.getRegionsList())
                            + "; the scenario plays "
                            + new TreeSet<>(world.regions()));
        }
        for (CountedText counted : world.counted()) {
            if (!signals(served, counted.onLinks()).contains(counted.signal())) {
                problems.add(
                        "it has no signal "
                                + counted.signal()
                                + (counted.onLinks() ? " of links" : " of regions"));
            }
        }
    }

    private static Set<String> signals(ServedService served, boolean onLinks) {
        return served.getSignalsList().stream()
                .filter(signal -> signal.getOnLinks() == onLinks)
                .map(ServedSignal::getSignal)
                .collect(Collectors.toSet());
    }
}
