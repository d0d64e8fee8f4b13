package io.portcullis.adapter.pack;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.HealthRule.Absent;
import io.portcullis.kernel.pack.HealthRule.Limits;
import io.portcullis.kernel.pack.HealthRule.Over;
import io.portcullis.kernel.pack.HealthRule.Reading;
import io.portcullis.kernel.pack.HealthRule.Side;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackSignal;
import io.portcullis.kernel.pack.PackSignal.Part;
import io.portcullis.kernel.pack.Versions;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Makes a pack of its file, or says where the file is wrong. */
final class PackReader {

    private static final String[] SIGNAL = {
        "name",
        "kind",
        "place",
        "tells",
        "cannotTell",
        "rung",
        "lazy",
        "settings",
        "since",
        "until",
        "needs",
        "total",
        "bad",
        "settled",
        "histogram",
        "gauge",
        "limit"
    };
    private static final String[] HEALTH = {
        "name",
        "kind",
        "tells",
        "series",
        "of",
        "reading",
        "over",
        "unfitAbove",
        "unfitBelow",
        "fit",
        "absent",
        "lazy",
        "effect",
        "since",
        "until",
        "needs"
    };

    /** Keys of {@code signals[]} that a pack may set besides its own. */
    private static final Set<String> SETTINGS =
            Set.of(
                    "worse",
                    "proof",
                    "unit",
                    "weight",
                    "baselineRatioMax",
                    "toleranceRatio",
                    "exhaustedIn",
                    "labels.sourceRegion",
                    "labels.destinationRegion",
                    "labels.sourceVersion");

    private PackReader() {}

    /**
     * @throws PackInvalid it cannot be used
     */
    static Pack read(String file, Reader text) {
        var node =
                PackNode.of(
                        file,
                        root(file, text),
                        "name",
                        "title",
                        "about",
                        "versions",
                        "scrapes",
                        "arms",
                        "cannotTell",
                        "signals",
                        "alive",
                        "health",
                        "origin");
        var signals = new ArrayList<PackSignal>();
        node.nodes("signals", SIGNAL).forEach(one -> signals.add(signal(one)));
        var health = new ArrayList<HealthRule>();
        node.nodes("health", HEALTH).forEach(one -> health.add(rule(one)));
        return node.made(() ->
                new Pack(
                        node.text("name"),
                        node.text("title"),
                        node.text("about"),
                        node.texts("versions"),
                        scrapes(node),
                        node.text("arms", ""),
                        node.texts("cannotTell"),
                        signals,
                        node.find("alive"),
                        health,
                        node.text("origin")));
    }

    private static Node root(String file, Reader text) {
        Node root;
        try {
            root = new Yaml().compose(text);
        } catch (MarkedYAMLException e) {
            throw new PackInvalid(
                    "%s:%d: is not YAML: %s"
                            .formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()),
                    e);
        }
        if (root == null) {
            throw new PackInvalid(file + ":1: is empty");
        }
        return root;
    }

    private static List<Pack.Scraped> scrapes(PackNode node) {
        return node.nodes("scrapes", "endpoint", "what").stream()
                .map(one -> new Pack.Scraped(one.text("endpoint"), one.text("what")))
                .toList();
    }

    private static PackSignal signal(PackNode node) {
        var series = new TreeMap<Part, String>();
        for (Part part : Part.values()) {
            node.find(part.key()).ifPresent(selector -> series.put(part, selector));
        }
        var settings = new TreeMap<>(node.scalars("settings"));
        node.made(
                "settings",
                () -> {
                    if (!SETTINGS.containsAll(settings.keySet())) {
                        throw new IllegalArgumentException(
                                "has %s; may have %s"
                                        .formatted(settings.keySet(), new TreeSet<>(SETTINGS)));
                    }
                    return settings;
                });
        return node.made(() ->
                new PackSignal(
                        node.text("name"),
                        node.oneOf("kind", SignalKind.class, SignalKind.RATIO),
                        node.oneOf("place", Scope.class, Scope.REGION),
                        node.text("tells"),
                        node.text("cannotTell", ""),
                        rung(node),
                        series,
                        lazy(node),
                        settings,
                        versions(node),
                        node.text("needs", "")));
    }

    private static Rung rung(PackNode node) {
        String letter = node.text("rung");
        return node.made(
                "rung",
                () -> {
                    for (Rung rung : Rung.values()) {
                        if (letter.equals(rung.letter())) {
                            return rung;
                        }
                    }
                    throw new IllegalArgumentException("is '" + letter + "'; must be a to e");
                });
    }

    private static Set<Part> lazy(PackNode node) {
        return node.made(
                "lazy",
                () -> {
                    var lazy = new TreeSet<Part>();
                    for (String key : node.texts("lazy")) {
                        lazy.add(part(key));
                    }
                    return lazy;
                });
    }

    private static Part part(String key) {
        for (Part part : Part.values()) {
            if (part.key().equals(key)) {
                return part;
            }
        }
        throw new IllegalArgumentException("has '" + key + "'; must name series, such as bad");
    }

    private static HealthRule rule(PackNode node) {
        return node.made(() ->
                new HealthRule(
                        node.text("name"),
                        node.oneOf("kind", Subject.Kind.class, Subject.Kind.DEPENDENCY),
                        node.text("tells"),
                        node.text("series"),
                        node.find("of"),
                        node.oneOf("reading", Reading.class, Reading.NOW),
                        node.oneOf("over", Over.class, Over.SERVER),
                        limits(node),
                        node.oneOf("absent", Absent.class, Absent.UNKNOWN),
                        Boolean.parseBoolean(node.text("lazy", "false")),
                        node.oneOf("effect", Effect.class, Effect.HOLD),
                        versions(node),
                        node.text("needs", "")));
    }

    private static Limits limits(PackNode node) {
        boolean above = node.has("unfitAbove");
        if (above == node.has("unfitBelow")) {
            throw new IllegalArgumentException("needs unfitAbove or unfitBelow, and only one");
        }
        double unfit = node.number(above ? "unfitAbove" : "unfitBelow");
        double fit = node.has("fit") ? node.number("fit") : unfit;
        return node.made("fit", () -> new Limits(above ? Side.ABOVE : Side.BELOW, unfit, fit));
    }

    private static Versions versions(PackNode node) {
        return node.made("since", () -> new Versions(node.find("since"), node.find("until")));
    }
}
