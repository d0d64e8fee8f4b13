package io.portcullis.adapter.prometheus;

import java.util.List;
import java.util.Optional;

/**
 * Gauges that tell of a region as a whole, all its servers together.
 *
 * @param sessions what it carries, such as participants; added up
 * @param claim above zero on servers that hold their region to be cut off
 * @param load what is counted against its capacity
 * @param capacity how much of that it can carry
 */
public record RegionSelectors(
        List<Selector> sessions,
        Optional<Selector> claim,
        Optional<Selector> load,
        Optional<Selector> capacity) {

    public RegionSelectors {
        sessions = List.copyOf(sessions);
    }
}
