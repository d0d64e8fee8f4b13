package io.portcullis.adapter.prometheus;

import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.SeriesId;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which cell a series counts for, told from its labels. */
final class SampleCells {

    private final Region region;
    private final ArmRule rule;

    SampleCells(Region region, ArmRule rule) {
        this.region = region;
        this.rule = rule;
    }

    /** Empty for a sample whose link begins nowhere or here: what stays within a region is no link. */
    Optional<VersionedCell> cell(SignalQueries signal, Map<String, String> labels) {
        return cell(signal, signal.signal(), labels);
    }

    /** Of a part of the signal. */
    Optional<VersionedCell> cell(
            SignalQueries signal, SignalName name, Map<String, String> labels) {
        return switch (signal.place()) {
            case PlaceLabels.OfRegion() ->
                    Optional.of(new VersionedCell.InRegion(name, region, origin(rule, labels)));
            case PlaceLabels.OfLink link ->
                    link(link, labels)
                            .map(between ->
                                    new VersionedCell.OnLink(
                                            name,
                                            between,
                                            origin(link.source(), labels),
                                            origin(rule, labels)));
        };
    }

    /** With neither end here it is counted elsewhere too. */
    private Optional<Link> link(PlaceLabels.OfLink names, Map<String, String> labels) {
        boolean bothEnds = !names.destinationRegion().isEmpty();
        var source = end(labels, names.sourceRegion(), bothEnds);
        var destination =
                bothEnds ? end(labels, names.destinationRegion(), true) : Optional.of(region);
        return source.flatMap(from ->
                destination
                        .filter(to -> !from.equals(to))
                        .filter(to -> from.equals(region) || to.equals(region))
                        .map(to -> new Link(from, to)));
    }

    private Optional<Region> end(Map<String, String> labels, String label, boolean hereIfMissing) {
        String value = labels.getOrDefault(label, "");
        return value.isEmpty() && hereIfMissing ? Optional.of(region) : region(value);
    }

    static SeriesId id(SignalQueries signal, String part, Map<String, String> labels) {
        List<String> parts = new ArrayList<>();
        parts.add(signal.signal().value());
        parts.add(part);
        new TreeMap<>(labels)
                .forEach((name, value) -> {
                    parts.add(name);
                    parts.add(value);
                });
        return SeriesId.of(parts);
    }

    /** What the server of a series runs, as far as its labels say. */
    Origin origin(Map<String, String> labels) {
        return origin(rule, labels);
    }

    private static Origin origin(ArmRule rule, Map<String, String> labels) {
        return switch (rule) {
            case ArmRule.ByLabel(String label, var arms) -> {
                var arm = arms.get(labels.getOrDefault(label, ""));
                yield arm == null ? Origin.UNKNOWN : new Origin.OfArm(arm);
            }
            case ArmRule.ByVersionLabel(String label) -> ofVersion(labels.getOrDefault(label, ""));
            case ArmRule.ByPod(String label) -> {
                var pod = labels.getOrDefault(label, "");
                yield pod.isEmpty() ? Origin.UNKNOWN : new Origin.OfPod(pod);
            }
            case ArmRule.None() -> Origin.UNKNOWN;
        };
    }

    private static Origin ofVersion(String version) {
        return version.length() > ReleaseIdentity.LENGTH_MAX
                ? Origin.UNKNOWN
                : Origin.ofVersion(version);
    }

    private static Optional<Region> region(String name) {
        try {
            return Optional.of(new Region(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
