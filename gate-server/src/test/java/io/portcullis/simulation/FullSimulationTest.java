package io.portcullis.simulation;

import io.portcullis.simulation.report.CommittedReport;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.section.Runs;
import io.portcullis.simulation.section.Sections;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of analysis sections 5 and 6, measured anew. {@code -Dsimulation=full} runs everything,
 * {@code -Dsimulation=5.2,5.6} some sections, {@code -Dsimulation=6} sums up their targets, {@code
 * -Dsimulation.threads} says how many seeds at once (docs/simulation.md).
 */
@EnabledIfSystemProperty(named = "simulation", matches = "full|[56].*")
final class FullSimulationTest {

    private static final String FULL = "full";
    private static final String TARGETS = "6-targets";

    @TestFactory
    Stream<DynamicTest> reportsAreTheCommittedOnes() {
        List<String> wanted = List.of(System.getProperty("simulation", FULL).split(",", -1));
        Stream<DynamicTest> sections =
                Arrays.stream(Sections.values())
                        .filter(section -> isWanted(section.title(), wanted))
                        .map(section ->
                                DynamicTest.dynamicTest(section.title(), () -> run(section)));
        return isWanted(TARGETS, wanted)
                ? Stream.concat(
                        sections,
                        Stream.of(DynamicTest.dynamicTest(TARGETS, FullSimulationTest::targets)))
                : sections;
    }

    private static boolean isWanted(String title, List<String> wanted) {
        return wanted.stream().anyMatch(it -> it.equals(FULL) || title.startsWith(it));
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

    /** Collects what the sections said of targets, made just now or committed. */
    private static void targets() {
        List<String> lines =
                Arrays.stream(Sections.values())
                        .flatMap(
                                section -> CommittedReport.latest("full/" + section.file()).lines())
                        .filter(Target::isLine)
                        .sorted()
                        .toList();
        CommittedReport.assertUnchanged("full/" + TARGETS + ".txt", Target.summary(lines));
    }
}
