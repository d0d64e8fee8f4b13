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
     * @param look of the server; scraped is twice in it
     * @return the file of each region
     */
    public static Map<String, Path> write(
            Path folder, String job, Map<String, String> targets, Duration look) {
        Map<String, Path> files = new TreeMap<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> target : targets.entrySet()) {
                Path file = folder.resolve("prometheus-" + target.getKey() + ".yml");
                Files.writeString(file, text(job, target.getKey(), target.getValue(), look));
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

    static String text(String job, String region, String target, Duration look) {
        Duration half = look.dividedBy(2);
        long intervalMillis = (half.compareTo(INTERVAL_MIN) < 0 ? INTERVAL_MIN : half).toMillis();
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
                .formatted(intervalMillis, job, target, region);
    }
}
