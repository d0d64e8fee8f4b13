package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Exhaustion;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled.Part;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code signals}: what it may say depends on its kind. */
final class SignalReader {

    private final ConfigurationTree tree;
    private final String service;
    private final String index;
    private final SignalKind kind;
    private final Scope scope;
    private final Map<Part, String> given = new EnumMap<>(Part.class);

    SignalReader(ConfigurationTree tree, String service, String index) {
        this.tree = tree;
        this.service = service;
        this.index = index;
        kind = tree.get(EvidenceKeys.SIGNAL_KIND, service, index);
        scope = tree.get(EvidenceKeys.SIGNAL_PLACE, service, index);
        put(Part.TOTAL, EvidenceKeys.SIGNAL_TOTAL);
        put(Part.BAD, EvidenceKeys.SIGNAL_BAD);
        put(Part.SETTLED, EvidenceKeys.SIGNAL_SETTLED);
        put(Part.HISTOGRAM, EvidenceKeys.SIGNAL_HISTOGRAM);
        put(Part.GAUGE, EvidenceKeys.SIGNAL_GAUGE);
        put(Part.LIMIT, EvidenceKeys.SIGNAL_LIMIT);
    }

    private void put(Part part, Key<String> key) {
        String value = find(key);
        if (value != null) {
            given.put(part, value);
        }
    }

    SignalDefinition definition() {
        String name = find(EvidenceKeys.SIGNAL_NAME);
        if (name == null) {
            throw new IllegalArgumentException("signals[" + index + "] has no name; give it one");
        }
        requireRegions();
        var usual = SignalDefinition.usual(new SignalName(name), kind, scope);
        return new SignalDefinition(
                usual.name(),
                kind,
                scope,
                or(find(EvidenceKeys.SIGNAL_WEIGHT), weight()),
                or(find(EvidenceKeys.SIGNAL_BASELINE_RATIO_MAX), usual.baselineRatioMax()),
                or(find(EvidenceKeys.SIGNAL_TOLERANCE_RATIO), usual.toleranceRatio()),
                or(find(EvidenceKeys.SIGNAL_WORSE), usual.worse()),
                or(find(EvidenceKeys.SIGNAL_PROOF), usual.proof()),
                or(find(EvidenceKeys.SIGNAL_UNIT), kind == SignalKind.LATENCY ? "s" : ""),
                exhaustion());
    }

    /** What it stands on, where that is said. */
    Optional<Rung> rung() {
        return Optional.ofNullable(find(EvidenceKeys.SIGNAL_RUNG));
    }

    /** What counts servers shares one part of the budget with all of its like. */
    private double weight() {
        boolean shared = countsServers(kind);
        long sharing =
                tree.namesUnder("portcullis.services." + service + ".signals").stream()
                        .filter(other ->
                                countsServers(tree.get(EvidenceKeys.SIGNAL_KIND, service, other)))
                        .count();
        double usual = SignalDefinition.usualWeight(kind, scope);
        return shared ? usual / sharing : usual;
    }

    private static boolean countsServers(SignalKind kind) {
        return kind == SignalKind.LEVEL || kind == SignalKind.ABSENCE || kind == SignalKind.TRAFFIC;
    }

    private void requireRegions() {
        boolean servers = countsServers(kind) || (kind == SignalKind.RATE && exposesServers());
        if (servers && scope == Scope.LINK) {
            throw new IllegalArgumentException(
                    "%s counts servers, which are in regions; place must be REGION"
                            .formatted(said()));
        }
    }

    private boolean exposesServers() {
        return given.containsKey(Part.BAD)
                && !given.containsKey(Part.TOTAL)
                && !given.containsKey(Part.GAUGE);
    }

    private @Nullable Exhaustion exhaustion() {
        String limit = given.get(Part.LIMIT);
        if (limit == null || kind != SignalKind.LEVEL) {
            return null;
        }
        if (find(EvidenceKeys.SIGNAL_WORSE) == Worse.LOW) {
            throw new IllegalArgumentException(
                    said() + ": limit is of a level that is worse when HIGH, not LOW");
        }
        var number = number(limit);
        if (number.isPresent() && !(number.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    said() + ": limit is " + limit + "; must be above 0, or a series selector");
        }
        return new Exhaustion(
                number.orElse(0), tree.get(EvidenceKeys.SIGNAL_EXHAUSTED_IN, service, index));
    }

    /** Empty for a selector. */
    static OptionalDouble number(String limit) {
        try {
            return OptionalDouble.of(Double.parseDouble(limit));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** Where it is pulled from; empty for a signal that is only pushed. */
    Optional<Pulled> pulled() {
        Set<Part> needed = needed();
        var possible = EnumSet.noneOf(Part.class);
        possible.addAll(needed);
        possible.addAll(optional());
        requireOnly(possible);
        var asked = EnumSet.noneOf(Part.class);
        asked.addAll(given.keySet());
        asked.remove(Part.LIMIT);
        if (asked.isEmpty() && kind != SignalKind.ABSENCE) {
            return Optional.empty();
        }
        if (!asked.containsAll(needed)) {
            throw new IllegalArgumentException(
                    said()
                            + ": "
                            + written(needed, " and ")
                            + " must be given"
                            + (needed.size() > 1 ? " together" : ""));
        }
        if (given.containsKey(Part.TOTAL) && given.containsKey(Part.GAUGE)) {
            throw new IllegalArgumentException(
                    said() + ": total and gauge are both exposures; give one of them");
        }
        return Optional.of(
                new Pulled(
                        given,
                        tree.get(EvidenceKeys.SIGNAL_LAZY_BAD, service, index),
                        tree.get(EvidenceKeys.SIGNAL_SOURCE_REGION_LABEL, service, index),
                        tree.get(EvidenceKeys.SIGNAL_SOURCE_VERSION_LABEL, service, index),
                        or(find(EvidenceKeys.SIGNAL_DESTINATION_REGION_LABEL), "")));
    }

    private Set<Part> needed() {
        return switch (kind) {
            case RATIO, STRUCTURE -> counted();
            case PROBE -> given.containsKey(Part.GAUGE) ? EnumSet.of(Part.GAUGE) : counted();
            case RATE -> EnumSet.of(Part.BAD);
            case LATENCY -> EnumSet.of(Part.HISTOGRAM);
            case LEVEL -> EnumSet.of(Part.GAUGE);
            case TRAFFIC -> EnumSet.of(Part.TOTAL);
            case ABSENCE -> EnumSet.noneOf(Part.class);
        };
    }

    private Set<Part> counted() {
        return EnumSet.of(Part.TOTAL, given.containsKey(Part.SETTLED) ? Part.SETTLED : Part.BAD);
    }

    private Set<Part> optional() {
        return switch (kind) {
            case RATE -> EnumSet.of(Part.TOTAL, Part.GAUGE);
            case LEVEL -> EnumSet.of(Part.LIMIT);
            case RATIO, PROBE, STRUCTURE, LATENCY, TRAFFIC, ABSENCE -> EnumSet.noneOf(Part.class);
        };
    }

    private void requireOnly(Set<Part> possible) {
        for (Part part : given.keySet()) {
            if (!possible.contains(part)) {
                throw new IllegalArgumentException(
                        "%s is of kind %s and has %s; may have %s"
                                .formatted(
                                        said(),
                                        kind,
                                        part.key(),
                                        possible.isEmpty()
                                                ? "no series"
                                                : written(possible, ", ")));
            }
        }
    }

    private static String written(Set<Part> parts, String between) {
        return parts.stream().map(Part::key).collect(Collectors.joining(between));
    }

    private String said() {
        return "signals[" + index + "]";
    }

    private <T> @Nullable T find(Key<T> key) {
        return tree.find(key, service, index);
    }

    private static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }
}
