package io.portcullis.wiring.configuration;

import io.portcullis.adapter.prometheus.RegionSelectors;
import io.portcullis.app.isolation.CapacityWatch;
import io.portcullis.app.isolation.IsolationWatch;
import java.util.Optional;

/**
 * What is watched of regions as a whole.
 *
 * @param watch empty when nothing of them is configured
 * @param capacity empty when no room is asked for
 */
public record IsolationConfiguration(
        Optional<IsolationWatch> watch,
        Optional<CapacityWatch> capacity,
        RegionSelectors selectors) {}
