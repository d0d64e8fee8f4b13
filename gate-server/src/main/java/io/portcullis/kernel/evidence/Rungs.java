package io.portcullis.kernel.evidence;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the signals of a service stand on.
 *
 * @param said those of which people or a pack say so
 */
public record Rungs(SortedMap<SignalName, Rung> said) {

    public static final Rungs USUAL = new Rungs(new TreeMap<>());

    public Rungs {
        said = Collections.unmodifiableSortedMap(new TreeMap<>(said));
    }

    public Rung of(SignalDefinition signal) {
        return said.getOrDefault(signal.name(), Rung.of(signal));
    }
}
