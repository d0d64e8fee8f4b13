package io.portcullis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.simulation.report.CommittedReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Healthy releases succeed and a bad relay is stopped, over seeds, on the virtual clock. */
final class RolloutSimulationTest {

    private static final int SEEDS = 10;
    private static final int SUCCEEDED_MIN = 9;
    private static final double PATIENCE = 1.5;
    private static final double MIXED_LINK_FAILURE = 0.3;
    private static final int DETECTION_LOOKS_MAX = 12;

    @Test
    void healthyReleaseSucceedsAt500RequestsPerSecond() {
        assertHealthy(500);
    }

    @Test
    void healthyReleaseSucceedsAt5000RequestsPerSecond() {
        assertHealthy(5000);
    }

    @Test
    void badRelayFailsWithinTwelveLooks() {
        List<RolloutRun> runs = runs(500, MIXED_LINK_FAILURE);

        CommittedReport.assertUnchanged("bad-relay-500.txt", report("bad relay", 500, runs));
        assertThat(runs)
                .allSatisfy(run -> {
                    assertThat(run.outcome()).isEqualTo(RolloutRun.Outcome.ABORTED);
                    assertThat(run.last().lookId() - firstBadLook(run.last()))
                            .isLessThanOrEqualTo(DETECTION_LOOKS_MAX);
                });
    }

    private static void assertHealthy(int requestsPerSecond) {
        List<RolloutRun> runs = runs(requestsPerSecond, 0);

        CommittedReport.assertUnchanged(
                "healthy-release-" + requestsPerSecond + ".txt",
                report("healthy release", requestsPerSecond, runs));
        assertThat(count(runs, RolloutRun.Outcome.ABORTED)).isZero();
        assertThat(count(runs, RolloutRun.Outcome.SUCCEEDED)).isGreaterThanOrEqualTo(SUCCEEDED_MIN);
    }

    private static List<RolloutRun> runs(int requestsPerSecond, double mixedLinkFailure) {
        int looksMax = (int) (PATIENCE * Scenarios.STAGES * Scenarios.BAKE_LOOKS);
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> new MeshWorld(seed, requestsPerSecond, mixedLinkFailure))
                .map(world -> RolloutRun.of(Scenarios.plan(), world, looksMax))
                .toList();
    }

    private static long count(List<RolloutRun> runs, RolloutRun.Outcome outcome) {
        return runs.stream().filter(run -> run.outcome() == outcome).count();
    }

    private static String report(String name, int requestsPerSecond, List<RolloutRun> runs) {
        String head =
                "%s, six regions of %d requests/s, thirty links, bakes of %d looks%n"
                        .formatted(name, requestsPerSecond, Scenarios.BAKE_LOOKS);
        String lines =
                IntStream.range(0, runs.size())
                        .mapToObj(index -> line(index + 1, runs.get(index)))
                        .collect(Collectors.joining());
        String sum =
                "succeeded %d, aborted %d, held %d of %d%n"
                        .formatted(
                                count(runs, RolloutRun.Outcome.SUCCEEDED),
                                count(runs, RolloutRun.Outcome.ABORTED),
                                count(runs, RolloutRun.Outcome.HELD),
                                runs.size());
        return (head + lines + sum).replace("\r", "");
    }

    private static String line(int seed, RolloutRun run) {
        LookFindings last = run.last();
        return String.format(
                Locale.ROOT,
                "seed %2d  %-9s looks %3d, by stage %-15s decidable %-18s max log10 W %5.2f%s%n",
                seed,
                run.outcome(),
                last.lookId(),
                run.stageLooks(),
                run.decidable(),
                run.log10Max(),
                last.release().failed() ? regressed(last) : "");
    }

    private static String regressed(LookFindings last) {
        return "  first bad look %d, regressed %d, first %s"
                .formatted(
                        firstBadLook(last),
                        last.release().regressed().size(),
                        last.release().regressed().getFirst());
    }

    /** Earliest first bad look among the regressed. */
    private static int firstBadLook(LookFindings last) {
        return last.release().regressed().stream()
                .map(key -> last.group(key).flatMap(GroupFinding::fail).orElseThrow())
                .map(FailEvidence::firstBadLook)
                .mapToInt(look -> look.orElse(last.lookId()))
                .min()
                .orElseThrow();
    }
}
