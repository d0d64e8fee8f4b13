package io.portcullis.kernel.analysis;

import java.util.List;

/** What a stream or aggregate has to do with PASS at a stage (analysis 2.7). */
public sealed interface Role {

    /** Must pass at its margin. */
    record Required() implements Role {}

    /** Too little traffic of its own: waived, as long as these pass; coverage is not waived. */
    record Covered(List<AggregateKey> by) implements Role {
        public Covered {
            by = List.copyOf(by);
        }
    }

    /** Watched for regression; PASS is not asked of it. */
    record Watched() implements Role {}

    /** Cannot be decided within the bake, and nothing covers it. */
    record Undecidable(Remedy remedy) implements Role {}

    /**
     * What would decide it; either factor alone suffices.
     *
     * @param bakeFactor how many times longer the bake would have to be, or the canary's traffic
     *     larger; infinite when no length suffices
     * @param probesPerLook canary attempts per look that are missing for coverage, per region or
     *     link; 0 when coverage is expected
     */
    record Remedy(double bakeFactor, double probesPerLook) {}
}
