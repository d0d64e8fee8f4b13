package io.portcullis.cli.drill.evidence;

import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * The Prometheus text format of one region. As media servers do it: {@code node_id} is new at every start of a process, so a reboot
 * begins new series; a series of bad attempts is born with the first of them.
 */
public final class ExpositionText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    static final String ACQUIRES = "relay_track_acquire_total";
    static final String REQUESTS = "http_requests_total";

    /** As a stock media server names it. */
    public static final String SESSIONS = "livekit_participant_total";

    private ExpositionText() {}

    static String of(List<ServerReport> reports) {
        List<String> acquires = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (ServerReport report : reports) {
            report.totals()
                    .forEach((series, tally) -> {
                        if (series.onLink()) {
                            addLink(acquires, report.server(), series, tally);
                        } else {
                            addRegion(requests, report.server(), tally);
                        }
                    });
        }
        return family(REQUESTS, "counter", "Requests by status code.", requests)
                + family(ACQUIRES, "counter", "Tracks acquired from another region.", acquires)
                + sessions(reports);
    }

    private static String sessions(List<ServerReport> reports) {
        List<String> lines =
                reports.stream()
                        .filter(report -> report.sessions() != ServerReport.UNTOLD)
                        .map(report ->
                                SESSIONS
                                        + "{"
                                        + server(report.server())
                                        + "} "
                                        + report.sessions()
                                        + "\n")
                        .toList();
        return lines.isEmpty()
                ? ""
                : family(SESSIONS, "gauge", "Participants on this server.", lines);
    }

    private static String family(String name, String type, String help, List<String> lines) {
        return "# HELP "
                + name
                + " "
                + help
                + "\n# TYPE "
                + name
                + " "
                + type
                + "\n"
                + String.join("", lines);
    }

    private static void addRegion(List<String> lines, Server server, Tally tally) {
        String labels = server(server);
        lines.add(REQUESTS + "{" + labels + ",code=\"200\"} " + tally.ok() + "\n");
        if (tally.bad() > 0) {
            lines.add(REQUESTS + "{" + labels + ",code=\"500\"} " + tally.bad() + "\n");
        }
    }

    private static void addLink(List<String> lines, Server server, Series series, Tally tally) {
        String labels =
                server(server)
                        + ",src_region=\""
                        + series.sourceRegion()
                        + "\",src_version=\""
                        + series.sourceVersion()
                        + "\"";
        lines.add(ACQUIRES + "{" + labels + ",result=\"ok\"} " + tally.ok() + "\n");
        addBorn(lines, labels, "failed", tally.failed());
        addBorn(lines, labels, "timed_out", tally.timedOut());
        addBorn(lines, labels, "cancelled", tally.cancelled());
    }

    private static void addBorn(List<String> lines, String labels, String result, long count) {
        if (count > 0) {
            lines.add(ACQUIRES + "{" + labels + ",result=\"" + result + "\"} " + count + "\n");
        }
    }

    private static String server(Server server) {
        return "node=\""
                + server.id()
                + "\",node_id=\""
                + server.id()
                + "-"
                + server.epoch()
                + "\",version=\""
                + server.build().version()
                + "\"";
    }
}
