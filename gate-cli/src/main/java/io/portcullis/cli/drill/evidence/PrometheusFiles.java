package io.portcullis.cli.drill.evidence;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Writes the configuration with which a real Prometheus scrapes a drill: one for each region, as there is one for each in life. */
public final class PrometheusFiles {
    private static final Duration INTERVAL_MIN = Duration.ofMillis(100);

    private PrometheusFiles() {}

    /**
     * Writes {@code prometheus-REGION.yml} into a folder.
     *
     * @param interval between two scrapes
     * @return the file of each region
     */
    public static Map<String, Path> write(
            Path folder, String job, Map<String, String> targets, Duration interval) {
        Map<String, Path> files = new TreeMap<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> target : targets.entrySet()) {
                Path file = folder.resolve("prometheus-" + target.getKey() + ".yml");
                Files.writeString(file, text(job, target.getKey(), target.getValue(), interval));
                files.put(target.getKey(), file);
            }
            return files;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The Prometheus files cannot be written into "
                            + folder
                            + ". Give another folder with --prometheus-files.",
                    e);
        }
    }

    /** Twice in a look of the server. */
    public static Duration interval(Duration look) {
        Duration half = look.dividedBy(2);
        return half.compareTo(INTERVAL_MIN) < 0 ? INTERVAL_MIN : half;
    }

    static String text(String job, String region, String target, Duration interval) {
        return """
        global:
          scrape_interval: %1$dms
          scrape_timeout: %1$dms
        scrape_configs:
          - job_name: %2$s
            static_configs:
              - targets: ["%3$s"]
                labels: {region: %4$s}
        """
                .formatted(interval.toMillis(), job, target, region);
    }
}
