package io.portcullis.cli.rollout;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.Rollout;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/**
 * Which rollout a command is about: its name, its id, the beginning of its id, or a service (its newest
 * rollout).
 */
public final class RolloutArgument {
    private static final Pattern FULL = Pattern.compile("(rollouts/)?[0-9a-f-]{36}");
    private static final Pattern PART = Pattern.compile("(rollouts/)?([0-9a-f-]{4,35})");
    private static final int LOOKED_AT_MAX = 200;

    @Parameters(
            paramLabel = "ROLLOUT",
            description =
                    "rollouts/ID, the id or its beginning, or a service for its newest rollout.")
    private String rollout = "";

    /** The full name, asking the server where the argument is not one. */
    String name(GateConnection gate) {
        if (FULL.matcher(rollout).matches()) {
            return rollout.startsWith("rollouts/") ? rollout : "rollouts/" + rollout;
        }
        List<Rollout> newest =
                gate.rollouts()
                        .listRollouts(
                                ListRolloutsRequest.newBuilder().setPageSize(LOOKED_AT_MAX).build())
                        .getRolloutsList();
        return newest.stream()
                .filter(candidate -> candidate.getService().equals(rollout))
                .findFirst()
                .map(Rollout::getName)
                .orElseGet(() -> byPart(newest));
    }

    private String byPart(List<Rollout> newest) {
        var part = PART.matcher(rollout);
        List<String> found =
                part.matches()
                        ? newest.stream()
                                .map(Rollout::getName)
                                .filter(name -> name.startsWith("rollouts/" + part.group(2)))
                                .toList()
                        : List.of();
        if (found.size() != 1) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    (found.isEmpty() ? "No rollout" : found.size() + " rollouts")
                            + " among the newest "
                            + newest.size()
                            + " for \""
                            + rollout
                            + "\". \"gate rollout list\" shows them; give the whole name.");
        }
        return found.getFirst();
    }
}
