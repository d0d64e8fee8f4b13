package io.portcullis.cli.environment;

import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.Environment;
import io.portcullis.v1.FitnessCondition;
import io.portcullis.v1.Freeze;
import io.portcullis.v1.SubjectHealth;
import io.portcullis.v1.SubjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The world as people read it. */
final class EnvironmentText {
    private EnvironmentText() {}

    /**
     * @param service the one it was asked for; empty for all
     */
    static List<String> lines(Environment environment, String service) {
        var lines = new ArrayList<String>();
        if (!environment.hasLookTime()) {
            lines.add("Nothing was looked at yet.");
        } else {
            lines.add(head(environment));
        }
        lines.addAll(subjects(told(environment)));
        if (environment.getFreezesCount() > 0) {
            lines.add("");
            lines.add("Freezes in force; rollbacks go on:");
            lines.addAll(freezes(environment.getFreezesList()));
        }
        if (environment.getIncidentsCount() > 0) {
            lines.add("");
            environment.getIncidentsList().forEach(it -> lines.add("Open: " + it));
        }
        if (!service.isEmpty()) {
            lines.add("");
            lines.addAll(start(environment, service));
        }
        return lines;
    }

    private static List<String> start(Environment environment, String service) {
        if (environment.getReasonsCount() == 0) {
            return List.of("Nothing of the world stands against starting " + service + ".");
        }
        var lines = new ArrayList<String>();
        lines.add("A rollout of " + service + " would be held:");
        lines.addAll(Decisions.reasons(environment.getReasonsList()));
        return lines;
    }

    private static String head(Environment environment) {
        return "%d unfit, %d unknown, %d fit at %s"
                .formatted(
                        count(environment, FitnessCondition.FITNESS_CONDITION_UNFIT),
                        count(environment, FitnessCondition.FITNESS_CONDITION_UNKNOWN),
                        count(environment, FitnessCondition.FITNESS_CONDITION_FIT),
                        Numbers.time(environment.getLookTime()));
    }

    private static long count(Environment environment, FitnessCondition condition) {
        return told(environment).stream().filter(it -> it.getCondition() == condition).count();
    }

    /** A source that answers is told of by what it says of its subjects. */
    private static List<SubjectHealth> told(Environment environment) {
        return environment.getSubjectsList().stream()
                .filter(it ->
                        it.getKind() != SubjectKind.SUBJECT_KIND_ABSENCE
                                || it.getCondition() != FitnessCondition.FITNESS_CONDITION_FIT)
                .toList();
    }

    private static List<String> subjects(List<SubjectHealth> subjects) {
        var table =
                new Table("CONDITION", "KIND", "NAME", "SERVICE", "PLACE", "SINCE", "EFFECT", "");
        subjects.stream()
                .sorted(Comparator.comparingInt(it -> rank(it.getCondition())))
                .forEach(it ->
                        table.row(
                                Names.of(it.getCondition()),
                                Names.of(it.getKind()),
                                it.getName(),
                                all(it.getService()),
                                dash(Names.of(it.getPlace())),
                                Numbers.time(it.getSinceTime()),
                                Names.of(it.getEffect()),
                                it.getText().replace('\n', ' ')));
        return table.isEmpty() ? List.of() : table.lines();
    }

    private static int rank(FitnessCondition condition) {
        return switch (condition) {
            case FITNESS_CONDITION_UNFIT -> 0;
            case FITNESS_CONDITION_UNKNOWN -> 1;
            case FITNESS_CONDITION_FIT -> 2;
            case FITNESS_CONDITION_UNSPECIFIED, UNRECOGNIZED -> 3;
        };
    }

    /** One line a freeze, below a head. */
    static List<String> freezes(List<Freeze> freezes) {
        var table =
                new Table("FREEZE", "STATE", "BY", "SERVICES", "REGIONS", "FROM", "TO", "REASON");
        for (Freeze freeze : freezes) {
            table.row(
                    freeze.getName(),
                    state(freeze),
                    freeze.getPerson(),
                    all(String.join(",", freeze.getServicesList())),
                    all(String.join(",", freeze.getRegionsList())),
                    Numbers.time(freeze.getStartTime()),
                    Numbers.time(freeze.getEndTime()),
                    freeze.getReason().replace('\n', ' '));
        }
        return table.lines();
    }

    private static String state(Freeze freeze) {
        if (freeze.getInForce()) {
            return "IN_FORCE";
        }
        return freeze.getEndedBy().isEmpty() ? "NOT_NOW" : "ENDED";
    }

    private static String all(String names) {
        return names.isEmpty() ? "all" : names;
    }

    private static String dash(String place) {
        return place.isEmpty() ? "-" : place;
    }
}
