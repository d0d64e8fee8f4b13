package io.portcullis.cli.drill;

import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.FaultText;
import io.portcullis.cli.drill.scenario.FaultText.PlaceText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.file.RolloutText;
import java.util.ArrayList;
import java.util.List;

/** What a scenario plays and expects, for people. */
final class ScenarioText {
    private ScenarioText() {}

    static String of(Scenario scenario) {
        WorldText world = scenario.world();
        List<String> lines = new ArrayList<>();
        lines.add(scenario.scenario() + ": " + scenario.title());
        lines.add("");
        lines.add(scenario.about().strip());
        lines.add("");
        lines.add(
                "World: "
                        + world.service()
                        + " in "
                        + String.join(", ", world.regions())
                        + "; "
                        + world.requestsPerSecond()
                        + " requests/s each; looks of "
                        + world.seconds()
                        + " s"
                        + (world.mesh() == null
                                ? ""
                                : "; evidence of rung " + world.rungPlayed().letter()));
        world.allFaults().forEach(fault -> lines.add(fault(fault)));
        scenario.around().forEach(one -> lines.add("Around it: " + one.name() + ", " + one.kind()));
        for (ActText act : scenario.acts()) {
            lines.add("");
            lines.add("Act " + act.name() + ": " + act.about());
            lines.add("  looks before the start: " + act.before());
            lines.add(act.rollout().map(ScenarioText::start).orElse("  nothing is started"));
            act.in(world).allFaults().stream()
                    .skip(world.allFaults().size())
                    .forEach(fault -> lines.add("  " + fault(fault)));
            act.allStandInFaults().forEach(fault -> lines.add("  " + fault(fault)));
            act.expect().forEach(expectation -> lines.add("  expects " + expectation));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String start(RolloutText start) {
        return "  release "
                + start.release().version()
                + ", "
                + start.plan().stages().size()
                + " stages";
    }

    private static String fault(StandInFaultText fault) {
        return "Fault: "
                + fault.name()
                + ", of "
                + fault.of()
                + (fault.answers() == null ? "" : ", " + fault.answers())
                + (fault.values().isEmpty() ? "" : ", " + fault.values())
                + (fault.gone().isEmpty() ? "" : ", without " + fault.gone())
                + ", from stage "
                + fault.time().stage();
    }

    private static String fault(FaultText fault) {
        return "Fault: "
                + fault.name()
                + ", "
                + (fault.place() == PlaceText.MESH
                        ? "of the relay mesh"
                        : fault.ratio() + " of the attempts")
                + ", from stage "
                + fault.time().stage();
    }
}
