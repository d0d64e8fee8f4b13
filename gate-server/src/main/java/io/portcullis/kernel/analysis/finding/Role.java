package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.AggregateKey;
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

    /**
     * Cannot be decided within the bake, and something needs it.
     *
     * @param factor by which the bake, or the canary's traffic, would have to grow; infinite when no
     *     factor suffices
     */
    record Undecidable(double factor) implements Role {}
}
