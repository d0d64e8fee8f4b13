package io.portcullis.kernel.release;

import io.portcullis.kernel.evidence.Region;

/**
 * Another controller that owns the workload in a region.
 *
 * @param name of the owning object, for people
 */
public record WorkloadOwner(Region region, Kind kind, String name) {

    /** Controllers that put a workload back to what they want. */
    public enum Kind {
        ARGO_CD("Argo CD"),
        FLUX("Flux"),
        ARGO_ROLLOUT("an Argo Rollout"),
        FLAGGER("a Flagger Canary");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
