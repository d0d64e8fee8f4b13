package io.portcullis.cli.incident;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.Incident;
import io.portcullis.v1.ListIncidentsRequest;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** Which incident a command is about: its name, its id, or the beginning of its id. */
final class IncidentArgument {
    private static final Pattern FULL = Pattern.compile("(incidents/)?[0-9a-f-]{36}");
    private static final int LOOKED_AT_MAX = 200;

    @Parameters(
            paramLabel = "INCIDENT",
            description = "incidents/ID, the id, or the beginning of the id.")
    private String incident = "";

    /** The full name, asking the server where the argument is not one. */
    String name(GateConnection gate) {
        String id = incident.startsWith("incidents/") ? incident.substring(10) : incident;
        if (FULL.matcher(incident).matches()) {
            return "incidents/" + id;
        }
        List<String> found =
                gate
                        .incidents()
                        .listIncidents(
                                ListIncidentsRequest.newBuilder()
                                        .setPageSize(LOOKED_AT_MAX)
                                        .build())
                        .getIncidentsList()
                        .stream()
                        .map(Incident::getName)
                        .filter(name -> !id.isEmpty() && name.startsWith("incidents/" + id))
                        .toList();
        if (found.size() != 1) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    (found.isEmpty() ? "No incident" : found.size() + " incidents")
                            + " among the newest "
                            + LOOKED_AT_MAX
                            + " for \""
                            + incident
                            + "\". \"gate incident list\" shows them; give the whole name.");
        }
        return found.getFirst();
    }
}
