package io.portcullis.wiring.configuration;

import io.portcullis.app.mesh.MeshDefinition;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.wiring.configuration.ConfigurationKeys.ArmRule;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service and where evidence of it comes from.
 *
 * @param definition what is judged
 * @param armBy how the arm of a pulled sample is told
 * @param armLabel the label that tells it
 * @param pulled signals that are pulled besides what is pushed
 * @param workloads Kubernetes workload by region, as kind/name
 * @param configMap whose keys are those of its configuration
 * @param rungs what its signals stand on, where it is said
 * @param processes what its servers carry, where that is pulled
 * @param mesh what is watched of its relay nodes
 */
public record ServiceConfiguration(
        ServiceDefinition definition,
        ArmRule armBy,
        String armLabel,
        SortedMap<SignalName, Pulled> pulled,
        SortedMap<Region, String> workloads,
        Optional<String> configMap,
        Rungs rungs,
        Optional<ProcessConfiguration> processes,
        MeshDefinition mesh) {

    public ServiceConfiguration {
        pulled = Collections.unmodifiableSortedMap(new TreeMap<>(pulled));
        workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
    }

    /**
     * Series of one signal.
     *
     * @param selectors those given, by what they are of
     * @param lazyBad whether the bad series appears with the first error
     * @param sourceRegionLabel label of a link's source region
     * @param sourceVersionLabel label of the version at a link's source
     * @param destinationRegionLabel label of the region a link leads to; empty when it is where it is
     *     counted
     */
    public record Pulled(
            Map<Part, String> selectors,
            boolean lazyBad,
            String sourceRegionLabel,
            String sourceVersionLabel,
            String destinationRegionLabel) {

        public Pulled {
            selectors = Map.copyOf(selectors);
        }

        /**
         * @throws IllegalArgumentException it is not given
         */
        public String selector(Part part) {
            String selector = selectors.get(part);
            if (selector == null) {
                throw new IllegalArgumentException(part.key() + " is missing; must be given");
            }
            return selector;
        }

        /** What a selector is of. */
        public enum Part {
            TOTAL("total"),
            BAD("bad"),
            SETTLED("settled"),
            HISTOGRAM("histogram"),
            GAUGE("gauge"),
            /** A number or a selector. */
            LIMIT("limit");

            private final String key;

            Part(String key) {
                this.key = key;
            }

            /** As it is written. */
            public String key() {
                return key;
            }
        }
    }
}
