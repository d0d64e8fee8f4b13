package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something around the service, on a port of loopback. In {@code server} the text {@code {NAME}} stands for its host and port, and
 * {@code {NAME.port}} for its port.
 *
 * @param zone of a DNS: a zone with the name servers ns1 and ns2 in it, which the zone above delegates
 * @param records of a DNS: addresses by name
 * @param regions of METRICS: those whose metrics it tells
 * @param series of METRICS: values while all is well, by name
 */
public record StandInText(
        String name,
        KindText kind,
        @Nullable String zone,
        @Nullable Map<String, List<String>> records,
        @Nullable List<String> regions,
        @Nullable Map<String, Double> series) {
    public StandInText {
        Rules.name(name, "standIns.name");
        Rules.required(kind, "standIns.kind");
        records = Rules.map(records);
        regions = Rules.list(regions);
        series = Rules.map(series);
        requireOnly(kind == KindText.DNS, zone != null && !records.isEmpty(), "zone and records");
        requireOnly(
                kind == KindText.METRICS,
                !regions.isEmpty() && !series.isEmpty(),
                "regions and series");
        requireOnly(kind == KindText.DNS, zone != null || !records.isEmpty(), "zone and records");
        requireOnly(
                kind == KindText.METRICS,
                !regions.isEmpty() || !series.isEmpty(),
                "regions and series");
        for (String record : records.keySet()) {
            if (!record.endsWith("." + zone)) {
                throw new IllegalArgumentException(
                        "records has " + record + "; must be in the zone " + zone);
            }
        }
    }

    private static void requireOnly(boolean kind, boolean given, String fields) {
        if (kind != given) {
            throw new IllegalArgumentException(
                    "a stand-in has "
                            + fields
                            + (kind ? "; they are missing" : " of another kind; leave them out"));
        }
    }

    /** Its zone; empty for what is no DNS. */
    public String zoneName() {
        return zone == null ? "" : zone;
    }

    /** Addresses by name. */
    public Map<String, List<String>> addresses() {
        return Rules.map(records);
    }

    /** Regions whose metrics it tells. */
    public List<String> in() {
        return Rules.list(regions);
    }

    /** Values by name of the series. */
    public Map<String, Double> values() {
        return Rules.map(series);
    }

    /** What it stands in for. */
    public enum KindText {
        /** A page. */
        HTTP,
        /** Name servers of a zone, of the one above it, and a resolver. */
        DNS,
        /** The Prometheus of some regions, as far as the health of dependencies is read from it. */
        METRICS
    }
}
