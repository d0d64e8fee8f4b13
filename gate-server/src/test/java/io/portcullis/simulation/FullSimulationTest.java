package io.portcullis.simulation;

import io.portcullis.simulation.report.CommittedReport;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.section.Runs;
import io.portcullis.simulation.section.Sections;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of analysis sections 5 and 6, measured anew; half an hour on two cores. {@code
 * -Dsimulation=full} runs everything, {@code -Dsimulation=5.2} a section, {@code
 * -Dsimulation.threads} says how many seeds at once (docs/simulation.md).
 */
@EnabledIfSystemProperty(named = "simulation", matches = "full|5\\..*")
final class FullSimulationTest {

    private static final String TARGETS = "full/6-targets.txt";

    @TestFactory
    Stream<DynamicTest> reportsAreTheCommittedOnes() {
        String wanted = System.getProperty("simulation", "full");
        Stream<DynamicTest> sections =
                Arrays.stream(Sections.values())
                        .filter(section ->
                                wanted.equals("full") || section.title().startsWith(wanted))
                        .map(section ->
                                DynamicTest.dynamicTest(section.title(), () -> run(section)));
        return wanted.equals("full")
                ? Stream.concat(
                        sections,
                        Stream.of(
                                DynamicTest.dynamicTest("6-targets", FullSimulationTest::targets)))
                : sections;
    }

    private static void run(Sections section) {
        int threads =
                Integer.getInteger(
                        "simulation.threads", Runtime.getRuntime().availableProcessors());
        var runs = new Runs(Runs.Effort.FULL, threads, FullSimulationTest::tell);

        CommittedReport.assertUnchanged(
                "full/" + section.file(), section.section().run(runs).report());
    }

    @SuppressWarnings("SystemOut") // progress of a run that lasts half an hour
    private static void tell(String line) {
        System.out.println(line);
    }

    /** Collects what the sections said of targets. */
    private static void targets() {
        String lines =
                Arrays.stream(Sections.values())
                        .flatMap(section -> CommittedReport.made("full/" + section.file()).lines())
                        .filter(Target::isLine)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"));
        CommittedReport.assertUnchanged(
                TARGETS, "6 Targets: what, wanted, measured, met or missed\n\n" + lines);
    }
}
