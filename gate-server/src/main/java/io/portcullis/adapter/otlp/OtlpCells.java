package io.portcullis.adapter.otlp;

import io.portcullis.app.intake.Share;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.Optional;

/**
 * Which signal a point is about and where. {@code portcullis.requests} counts in regions, {@code
 * portcullis.relay.acquires} on links; the attribute {@code portcullis.signal} names the signal, and
 * may be left out where the service has but one there, or one of the usual name. Any other signal
 * may be a metric of its own, {@code portcullis.} and its name; what a rate is out of is the same
 * with {@code .exposure}.
 */
final class OtlpCells {

    static final String REQUESTS = "portcullis.requests";
    static final String ACQUIRES = "portcullis.relay.acquires";
    static final String OURS = "portcullis.";

    private static final String EXPOSURE = ".exposure";
    private static final String SIGNAL = "portcullis.signal";
    private static final String RESULT = "result";
    private static final String SOURCE_REGION = "portcullis.source.region";
    private static final String SOURCE_VERSION = "portcullis.source.version";
    private static final String SOURCE_ARM = "portcullis.source.arm";

    private final OtlpServer server;

    OtlpCells(OtlpServer server) {
        this.server = server;
    }

    /** What the point contributes; empty when it is neither good nor bad. */
    static Optional<Share> share(OtlpAttributes attributes) {
        String result = attributes.get(RESULT);
        return switch (result) {
            case "ok" -> Optional.of(Share.TOTAL);
            case "failed", "timed_out" -> Optional.of(Share.TOTAL_AND_BAD);
            case "cancelled" -> Optional.empty();
            default ->
                    throw new PointRejected(
                            "result is " + result + "; must be ok, failed, timed_out or cancelled");
        };
    }

    /** Which signal a point of a metric is about, and where it counts. */
    Measured measured(String metric, OtlpAttributes attributes) {
        boolean exposure = metric.endsWith(EXPOSURE);
        String name = exposure ? metric.substring(0, metric.length() - EXPOSURE.length()) : metric;
        SignalDefinition signal =
                switch (name) {
                    case ACQUIRES -> ratio(Scope.LINK, "track-acquire", attributes);
                    case REQUESTS -> ratio(Scope.REGION, "requests", attributes);
                    default -> named(name.substring(OURS.length()));
                };
        if (exposure && !isRate(signal)) {
            throw new PointRejected(
                    "metric is %s; %s is of kind %s and has no exposure of its own"
                            .formatted(metric, signal.name(), signal.kind()));
        }
        VersionedCell cell =
                switch (signal.scope()) {
                    case REGION ->
                            new VersionedCell.InRegion(
                                    signal.name(), server.key().region(), server.origin());
                    case LINK ->
                            new VersionedCell.OnLink(
                                    signal.name(),
                                    link(attributes),
                                    source(attributes),
                                    server.origin());
                };
        return new Measured(signal, cell, exposure);
    }

    /** What a sum contributes to its cell; empty when it is neither good nor bad. */
    static Optional<Share> share(Measured measured, OtlpAttributes attributes) {
        if (measured.exposure()) {
            return Optional.of(Share.TOTAL);
        }
        if (isRate(measured.signal())) {
            return Optional.of(Share.BAD);
        }
        return share(attributes);
    }

    private static boolean isRate(SignalDefinition signal) {
        return signal.kind() == SignalKind.RATE || signal.kind() == SignalKind.TRAFFIC;
    }

    /** Any signal may be a metric of its own: {@code portcullis.publishes}. */
    private SignalDefinition named(String name) {
        return server.definition().signals().stream()
                .filter(signal -> signal.name().value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new PointRejected(
                                "metric is %s%s; must be %s, %s or %s and one of %s"
                                        .formatted(
                                                OURS,
                                                name,
                                                REQUESTS,
                                                ACQUIRES,
                                                OURS,
                                                server.definition().signals().stream()
                                                        .map(SignalDefinition::name)
                                                        .toList())));
    }

    private Link link(OtlpAttributes attributes) {
        String from = attributes.get(SOURCE_REGION);
        return server.definition().links().stream()
                .filter(link ->
                        link.destination().equals(server.key().region())
                                && link.source().name().equals(from))
                .findFirst()
                .orElseThrow(() -> new PointRejected(noLink(from, server.key().region())));
    }

    private String noLink(String from, Region to) {
        return "%s is %s; %s has no link from there to %s"
                .formatted(SOURCE_REGION, from, server.service(), to);
    }

    private static Origin source(OtlpAttributes attributes) {
        return attributes
                .arm(SOURCE_ARM)
                .<Origin>map(Origin.OfArm::new)
                .orElseGet(() -> Origin.ofVersion(attributes.find(SOURCE_VERSION).orElse("")));
    }

    private SignalDefinition ratio(Scope scope, String usual, OtlpAttributes attributes) {
        var there =
                server.definition().signals().stream()
                        .filter(signal -> signal.scope() == scope)
                        .filter(signal -> signal.kind() == SignalKind.RATIO)
                        .toList();
        String wanted = attributes.find(SIGNAL).orElse(usual);
        return there.stream()
                .filter(signal -> signal.name().value().equals(wanted))
                .findFirst()
                .or(() ->
                        attributes.find(SIGNAL).isEmpty() && there.size() == 1
                                ? Optional.of(there.getFirst())
                                : Optional.empty())
                .orElseThrow(() ->
                        new PointRejected(
                                "%s is %s; must be one of %s"
                                        .formatted(
                                                SIGNAL,
                                                wanted,
                                                there.stream()
                                                        .map(SignalDefinition::name)
                                                        .toList())));
    }

    /**
     * What a metric is about.
     *
     * @param exposure it counts what the events of a rate are out of
     */
    record Measured(SignalDefinition signal, VersionedCell cell, boolean exposure) {}
}
