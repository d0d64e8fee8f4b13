package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Arm;
import java.util.Map;

/** How the arm of a sample is told. A sample that a rule says nothing of is of unknown arm. */
public sealed interface ArmRule {

    /** A label whose values are mapped to arms. */
    record ByLabel(String label, Map<String, Arm> arms) implements ArmRule {
        public ByLabel {
            arms = Map.copyOf(arms);
        }
    }

    /** A label with the version, compared with the release's and the running one's. */
    record ByVersionLabel(String label) implements ArmRule {}

    /** A label with the pod's name, looked up in the region's cluster. */
    record ByPod(String label) implements ArmRule {}

    /** No rule: every arm is unknown. */
    record None() implements ArmRule {}
}
