package io.portcullis.app;

import io.portcullis.kernel.release.Admission.ControlReach;
import io.portcullis.port.control.Control;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The controls a plan may name. */
public record Controls(SortedMap<String, Named> byName) {

    public Controls {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    public static Controls of(Map<String, Named> byName) {
        return new Controls(new TreeMap<>(byName));
    }

    public Optional<Named> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A control and what it can do.
     *
     * @param reach how it would touch a workload
     * @param opening whether it can open stages
     */
    public record Named(Control control, ControlReach reach, Opening opening) {}

    /** Whether a control can open a stage. */
    public enum Opening {
        OPENS_STAGES,
        RESTORES_ONLY
    }
}
