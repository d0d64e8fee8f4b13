package io.portcullis.kernel.release;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.Protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether two releases understand each other, in both directions. */
final class ProtocolCheck {

    private ProtocolCheck() {}

    static List<Reason> mismatches(
            Release release, RunningRelease running, SortedSet<Region> regions) {
        var reasons = new ArrayList<Reason>();
        var oldProtocols = byName(running.protocols());
        byName(release.protocols())
                .forEach((name, newer) -> {
                    var older = oldProtocols.get(name);
                    if (older != null) {
                        addIfDeaf(
                                new Direction(
                                        release.version(),
                                        newer,
                                        running.version(),
                                        older,
                                        regions),
                                reasons);
                        addIfDeaf(
                                new Direction(
                                        running.version(),
                                        older,
                                        release.version(),
                                        newer,
                                        regions),
                                reasons);
                    }
                });
        return reasons;
    }

    private static void addIfDeaf(Direction direction, List<Reason> reasons) {
        if (!direction.sender().isUnderstoodBy(direction.receiver())) {
            reasons.add(direction.reason());
        }
    }

    /** By name; what a tool derived wins over what somebody declared. */
    private static SortedMap<String, Protocol> byName(List<Protocol> protocols) {
        var byName = new TreeMap<String, Protocol>();
        for (Protocol protocol : protocols) {
            byName.merge(
                    protocol.name(),
                    protocol,
                    (first, second) -> second.origin() == Origin.DERIVED ? second : first);
        }
        return byName;
    }

    /** One release sending to another. */
    private record Direction(
            String senderVersion,
            Protocol sender,
            String receiverVersion,
            Protocol receiver,
            SortedSet<Region> regions) {

        Reason reason() {
            var text =
                    "%s speaks %s of %s, but %s accepts only %s; both will run together in %s. Ship a"
                            + " release that speaks both first.";
            var places = regions.stream().map(Region::name).collect(Collectors.joining(", "));
            return Reason.of(
                            ReasonType.PROTOCOL_MISMATCH,
                            text.formatted(
                                    senderVersion,
                                    numbers(sender.spoken()),
                                    sender.name(),
                                    receiverVersion,
                                    numbers(receiver.accepted()),
                                    places))
                    .with(
                            Map.of(
                                    "protocol",
                                    sender.name(),
                                    "sender",
                                    senderVersion,
                                    "spoken",
                                    numbers(sender.spoken()),
                                    "receiver",
                                    receiverVersion,
                                    "accepted",
                                    numbers(receiver.accepted()),
                                    "regions",
                                    places));
        }

        private static String numbers(SortedSet<Integer> versions) {
            return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }
}
