package io.portcullis.adapter.otlp;

import io.portcullis.app.intake.Share;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.List;
import java.util.Optional;

/**
 * Which signal a point is about and where. {@code portcullis.requests} counts in regions, {@code
 * portcullis.relay.acquires} on links; the attribute {@code portcullis.signal} names the signal, and
 * may be left out where the service has but one there, or one of the usual name. Any other signal of
 * regions may be a metric of its own, {@code portcullis.} and its name.
 */
final class OtlpCells {

    static final String REQUESTS = "portcullis.requests";
    static final String ACQUIRES = "portcullis.relay.acquires";
    static final String OURS = "portcullis.";

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

    VersionedCell cell(String metric, OtlpAttributes attributes) {
        if (metric.equals(ACQUIRES)) {
            var signal = signal(Scope.LINK, "track-acquire", attributes);
            return new VersionedCell.OnLink(
                    signal, link(attributes), source(attributes), server.origin());
        }
        var signal =
                metric.equals(REQUESTS)
                        ? signal(Scope.REGION, "requests", attributes)
                        : named(metric.substring(OURS.length()));
        return new VersionedCell.InRegion(signal, server.key().region(), server.origin());
    }

    /** A signal of regions may also be the metric's own name: {@code portcullis.publishes}. */
    private SignalName named(String name) {
        return signals(Scope.REGION).stream()
                .filter(signal -> signal.value().equals(name))
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
                                                signals(Scope.REGION))));
    }

    private List<SignalName> signals(Scope scope) {
        return server.definition().signals().stream()
                .filter(signal -> signal.scope() == scope)
                .map(SignalDefinition::name)
                .toList();
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

    private SignalName signal(Scope scope, String usual, OtlpAttributes attributes) {
        var there = signals(scope);
        String wanted = attributes.find(SIGNAL).orElse(usual);
        return there.stream()
                .filter(signal -> signal.value().equals(wanted))
                .findFirst()
                .or(() ->
                        attributes.find(SIGNAL).isEmpty() && there.size() == 1
                                ? Optional.of(there.getFirst())
                                : Optional.empty())
                .orElseThrow(() ->
                        new PointRejected(
                                "%s is %s; must be one of %s".formatted(SIGNAL, wanted, there)));
    }
}
