package io.portcullis.wiring.configuration;

import io.portcullis.app.probe.CoverageDefinition;
import io.portcullis.app.probe.ProbeDefinition;
import io.portcullis.kernel.evidence.Region;
import java.util.List;
import java.util.Optional;

/**
 * Probes, and the vantage point this server is.
 *
 * @param vantage its name; empty for that of the host
 * @param region empty in none
 * @param network empty for its name
 * @param coverage services whose links agents show with synthetic traffic
 */
public record ProbeConfiguration(
        Optional<String> vantage,
        Optional<Region> region,
        Optional<String> network,
        List<ProbeDefinition> probes,
        List<CoverageDefinition> coverage) {

    public ProbeConfiguration {
        probes = List.copyOf(probes);
        coverage = List.copyOf(coverage);
    }
}
