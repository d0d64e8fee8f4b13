package io.portcullis.simulation;

import io.portcullis.simulation.report.CommittedReport;
import io.portcullis.simulation.section.Runs;
import io.portcullis.simulation.section.Sections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every section of the simulation with a few seeds: any change of what the analysis does to them is a
 * difference to the committed report. The figures that count are those of {@link FullSimulationTest}.
 */
final class FastSimulationTest {

    @ParameterizedTest
    @EnumSource
    void reportIsTheCommittedOne(Sections section) {
        var runs = new Runs(Runs.Effort.FAST, Runtime.getRuntime().availableProcessors(), _ -> {});

        CommittedReport.assertUnchanged(
                "fast/" + section.file(), section.section().run(runs).report());
    }
}
