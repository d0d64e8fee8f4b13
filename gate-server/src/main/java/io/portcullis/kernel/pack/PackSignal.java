package io.portcullis.kernel.pack;

import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A signal as a service's configuration would write it, with what people should know of it.
 *
 * @param tells what it shows, in a sentence
 * @param cannotTell what it does not show; empty when nothing need be said
 * @param rung of the evidence ladder it stands on
 * @param series selectors by what they are of; none for {@code ABSENCE}
 * @param lazy of these, those that appear with the first event: their absence means none
 * @param settings further keys of {@code signals[]}, such as {@code worse} and {@code unit}
 * @param versions that export it
 * @param needs what must be scraped or switched on besides the default; empty when nothing
 */
public record PackSignal(
        String name,
        SignalKind kind,
        Scope place,
        String tells,
        String cannotTell,
        Rung rung,
        SortedMap<Part, String> series,
        Set<Part> lazy,
        SortedMap<String, String> settings,
        Versions versions,
        String needs) {

    public PackSignal {
        if (!new SignalName(name).isPlain()) {
            throw new IllegalArgumentException("name is '" + name + "'; must be one alone");
        }
        series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
        lazy =
                Collections.unmodifiableSet(
                        lazy.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(lazy));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        if (!series.keySet().containsAll(lazy)) {
            throw new IllegalArgumentException(
                    "lazy is %s; must be among the series %s".formatted(lazy, series.keySet()));
        }
        if (series.isEmpty() && kind != SignalKind.ABSENCE) {
            throw new IllegalArgumentException(name + " has no series; name one");
        }
    }

    /** What a selector is of; the type its series must have. */
    public enum Part {
        TOTAL(Type.COUNTER),
        BAD(Type.COUNTER),
        SETTLED(Type.COUNTER),
        HISTOGRAM(Type.HISTOGRAM),
        GAUGE(Type.GAUGE),
        LIMIT(Type.GAUGE);

        private final Type type;

        Part(Type type) {
            this.type = type;
        }

        public Type type() {
            return type;
        }

        /** As it is written in a configuration. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a series is; never to be told from its name. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** As it would be written out, with what is usual left out. */
    public Map<String, String> written() {
        var keys = new TreeMap<>(settings);
        keys.put("name", name);
        keys.put("kind", kind.name());
        keys.put("place", place.name());
        keys.put("rung", rung.letter());
        series.forEach((part, selector) -> keys.put(part.key(), selector));
        if (lazy.contains(Part.BAD)) {
            keys.put("lazyBad", "true");
        }
        return keys;
    }
}
