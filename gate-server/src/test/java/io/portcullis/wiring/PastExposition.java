package io.portcullis.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The past of one region in the OpenMetrics text format, as a scrape every ten seconds would have
 * left it: eight servers of 200 requests a scrape, one in two hundred failing, and from some time on
 * a ninth of another version.
 */
final class PastExposition {

    static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    static final int SECONDS = 10;

    private static final int SERVERS = 8;
    private static final int REQUESTS = 200;
    private static final double BAD_RATIO = 0.005;

    private final Random random = new Random(7);
    private final List<String> requests = new ArrayList<>();
    private final List<String> ups = new ArrayList<>();

    static Instant at(int scrape) {
        return BEGIN.plusSeconds((long) SECONDS * scrape);
    }

    /**
     * @param scrapes of all servers
     * @param deployedAt scrape from which on the new version runs, too
     * @param newBadRatio its ratio of failing requests
     */
    PastExposition(int scrapes, int deployedAt, double newBadRatio) {
        for (int server = 0; server < SERVERS; server++) {
            server("old-" + server, "1.5.1", 0, scrapes, BAD_RATIO);
        }
        server("new-0", "1.5.2", deployedAt, scrapes, newBadRatio);
    }

    private void server(String instance, String version, int from, int to, double badRatio) {
        var good = new ArrayList<String>();
        var bad = new ArrayList<String>();
        long goods = 0;
        long bads = 0;
        for (int scrape = from; scrape < to; scrape++) {
            long time = at(scrape).getEpochSecond();
            int failing = failing(badRatio);
            goods += REQUESTS - failing;
            bads += failing;
            good.add(line(instance, version, "200", goods, time));
            if (bads > 0) {
                bad.add(line(instance, version, "500", bads, time));
            }
            ups.add("up{job=\"web\",instance=\"%s\"} 1 %d".formatted(instance, time));
        }
        requests.addAll(good);
        requests.addAll(bad);
    }

    private int failing(double ratio) {
        int failing = 0;
        for (int request = 0; request < REQUESTS; request++) {
            failing += random.nextDouble() < ratio ? 1 : 0;
        }
        return failing;
    }

    private static String line(
            String instance, String version, String code, long value, long time) {
        return "http_requests_total{job=\"web\",instance=\"%s\",version=\"%s\",code=\"%s\"} %d %d"
                .formatted(instance, version, code, value, time);
    }

    Path write(Path file) {
        var lines = new ArrayList<String>();
        lines.add("# TYPE http_requests counter");
        lines.addAll(requests);
        lines.add("# TYPE up gauge");
        lines.addAll(ups);
        lines.add("# EOF");
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
