package io.portcullis.cli.text;

import io.portcullis.v1.RegionRollback;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import io.portcullis.v1.VersionCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rollouts as people read them. */
public final class Rollouts {
    private Rollouts() {}

    /** Everything worth reading of one rollout. */
    public static List<String> lines(Rollout rollout) {
        var lines = new ArrayList<String>();
        lines.add(headline(rollout));
        if (!rollout.getName().isEmpty()) {
            lines.add("  " + rollout.getName() + ", look " + rollout.getLook());
        }
        lines.addAll(Decisions.reasons(rollout.getRefusalsList()));
        if (rollout.hasDecision()) {
            lines.addAll(Decisions.lines(rollout.getDecision()));
            if (Decisions.isExplained(rollout.getDecision())) {
                lines.add("Explain it: gate rollout explain " + rollout.getName());
            }
        }
        lines.addAll(rollback(rollout.getRollbackList()));
        if (!rollout.getIncident().isEmpty()) {
            lines.add("Incident: gate incident show " + rollout.getIncident());
        }
        return lines;
    }

    /** {@code media-server 1.5.1 -> 1.5.2  BAKING  stage 1 of 3 "pair"}. */
    public static String headline(Rollout rollout) {
        String old =
                rollout.getRunningMap().values().stream()
                        .map(running -> running.getVersion())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("/"));
        return rollout.getService()
                + " "
                + (old.isEmpty() ? "" : old + " -> ")
                + rollout.getRelease().getVersion()
                + "  "
                + Names.of(rollout.getState())
                + stage(rollout);
    }

    /** How far each region's rollback is; nothing when there is none. */
    public static List<String> rollback(List<RegionRollback> regions) {
        if (regions.isEmpty()) {
            return List.of();
        }
        var table = new Table("ROLLBACK", "STATE", "APPLIED", "OLD ALONE", "BACK", "RUNS");
        for (RegionRollback region : regions) {
            table.row(
                    region.getRegion(),
                    Names.of(region.getState()),
                    Numbers.clock(region.getApplyTime()),
                    Numbers.clock(region.getAloneTime()),
                    Numbers.clock(region.getBackTime()),
                    versions(region));
        }
        var lines = new ArrayList<>(table.lines());
        regions.stream()
                .filter(region -> !region.getFailure().isEmpty())
                .map(region -> "  " + region.getRegion() + ": " + region.getFailure())
                .forEach(lines::add);
        return lines;
    }

    /** {@code 13:02:11Z  STAGE_OPENED  …}. */
    public static String line(RolloutEvent event) {
        return Numbers.clock(event.getEventTime())
                + "  "
                + event.getType()
                + "  "
                + event.getText()
                + (event.getActor().isEmpty() ? "" : "  [" + event.getActor() + "]");
    }

    private static String stage(Rollout rollout) {
        int number = rollout.getStage();
        int stages = rollout.getPlan().getStagesCount();
        if (number < 1 || number > stages) {
            return "";
        }
        return "  stage "
                + number
                + " of "
                + stages
                + " \""
                + rollout.getPlan().getStages(number - 1).getName()
                + "\"";
    }

    private static String versions(RegionRollback region) {
        String versions =
                region.getVersionsList().stream()
                        .map(Rollouts::version)
                        .collect(Collectors.joining(", "));
        return versions.isEmpty() ? "-" : versions;
    }

    private static String version(VersionCount count) {
        return count.getVersion()
                + " x"
                + count.getRunning()
                + (count.getDraining() > 0 ? " (+" + count.getDraining() + " draining)" : "");
    }
}
