package io.portcullis.wiring.configuration;

import io.portcullis.adapter.pack.PackFiles;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackSignal;
import io.portcullis.kernel.pack.PackUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Writes out the signals of {@code packs} under {@code signals}, where they are read like any other.
 * One with the same name that is written out wins: whole where it names a kind or series of its own,
 * else for the keys that it has.
 */
final class PackExpansion {

    private static final Set<String> OF_ITS_OWN =
            Set.of("kind", "total", "bad", "settled", "histogram", "gauge", "limit");

    private final SortedMap<String, Pack> packs;
    private final List<String> errors = new ArrayList<>();

    PackExpansion(SortedMap<String, Pack> packs) {
        this.packs = packs;
    }

    /** With the packs that come with the server. */
    PackExpansion() {
        this(PackFiles.packs());
    }

    /** What was wrong. */
    List<String> errors() {
        return errors;
    }

    /** The configuration with every service's packs written out; what is given is not changed. */
    Map<Object, Object> expanded(Map<Object, Object> root) {
        return changed(root, "portcullis", all -> changed(all, "services", this::services));
    }

    private Map<Object, Object> services(Map<?, ?> services) {
        var expanded = new LinkedHashMap<Object, Object>();
        services.forEach((name, service) ->
                expanded.put(
                        name,
                        service instanceof Map<?, ?> keys
                                        && keys.get("packs") instanceof List<?> packs
                                ? service(String.valueOf(name), keys, packs)
                                : service));
        return expanded;
    }

    private Map<Object, Object> service(String name, Map<?, ?> keys, List<?> packs) {
        var expanded = new LinkedHashMap<Object, Object>(keys);
        try {
            var fromPacks = signals(packs);
            var signals = new ArrayList<Object>();
            if (keys.get("signals") instanceof List<?> written) {
                written.forEach(signal -> signals.add(completed(signal, fromPacks)));
            }
            signals.addAll(fromPacks.values());
            expanded.put("signals", signals);
        } catch (IllegalArgumentException e) {
            errors.add("portcullis.services." + name + ".packs: " + e.getMessage());
        }
        return expanded;
    }

    private Map<String, Map<Object, Object>> signals(List<?> uses) {
        var signals = new LinkedHashMap<String, Map<Object, Object>>();
        var owners = new LinkedHashMap<String, String>();
        for (Object written : uses) {
            var use = PackUse.of(String.valueOf(written));
            for (PackSignal signal : use.signals(pack(packs, use))) {
                String owner = owners.putIfAbsent(signal.name(), use.pack());
                if (owner == null) {
                    signals.put(signal.name(), keys(signal, use));
                } else if (signal.kind() != SignalKind.ABSENCE) {
                    throw new IllegalArgumentException(
                            "signal %s is in %s and in %s; leave one out, such as %s!%s"
                                    .formatted(
                                            signal.name(),
                                            owner,
                                            use.pack(),
                                            use.pack(),
                                            signal.name()));
                }
            }
        }
        return signals;
    }

    static Pack pack(SortedMap<String, Pack> packs, PackUse use) {
        Pack pack = packs.get(use.pack());
        if (pack == null) {
            throw new IllegalArgumentException(
                    "there is no pack '%s'; there are %s".formatted(use.pack(), packs.keySet()));
        }
        return pack;
    }

    private static Map<Object, Object> keys(PackSignal signal, PackUse use) {
        var keys = new LinkedHashMap<Object, Object>();
        var labels = new LinkedHashMap<Object, Object>();
        var series = new ArrayList<String>();
        signal.series().keySet().forEach(part -> series.add(part.key()));
        signal.written()
                .forEach((key, value) -> {
                    if (key.startsWith("labels.")) {
                        labels.put(key.substring("labels.".length()), value);
                    } else {
                        keys.put(key, series.contains(key) ? use.narrow(value) : value);
                    }
                });
        if (!labels.isEmpty()) {
            keys.put("labels", labels);
        }
        return keys;
    }

    private static Object completed(Object written, Map<String, Map<Object, Object>> fromPacks) {
        if (!(written instanceof Map<?, ?> signal)) {
            return written;
        }
        var usual = fromPacks.remove(String.valueOf(signal.get("name")));
        if (usual == null || OF_ITS_OWN.stream().anyMatch(signal::containsKey)) {
            return written;
        }
        var completed = new LinkedHashMap<>(usual);
        completed.putAll(signal);
        return completed;
    }

    private static Map<Object, Object> changed(
            Map<?, ?> node, String key, Function<Map<?, ?>, Map<Object, Object>> change) {
        var changed = new LinkedHashMap<Object, Object>(node);
        if (node.get(key) instanceof Map<?, ?> child) {
            changed.put(key, change.apply(child));
        }
        return changed;
    }
}
