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
            case PlaceLabels.OfLink(String from, ArmRule source) ->
                    region(labels.getOrDefault(from, ""))
                            .filter(other -> !other.equals(region))
                            .map(other ->
                                    new VersionedCell.OnLink(
                                            name,
                                            new Link(other, region),
                                            origin(source, labels),
                                            origin(rule, labels)));
        };
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
