package io.portcullis.kernel.decision;

import java.util.List;

/** Whether a rollout may go on. */
public sealed interface Decision {

    /** Stage the decision is about; 0 before the first. */
    int stage();

    /**
     * The stage has passed and the next may open; for the last stage: the rollout has succeeded.
     *
     * @param excludes what the evidence excludes, for people
     * @param cannotExclude what it does not
     */
    record Proceed(int stage, List<String> excludes, List<String> cannotExclude)
            implements Decision {
        public Proceed {
            requireStage(stage);
            excludes = List.copyOf(excludes);
            cannotExclude = List.copyOf(cannotExclude);
        }
    }

    /** Not now; given anew at each look. */
    record Hold(int stage, List<Reason> reasons) implements Decision {
        public Hold {
            requireStage(stage);
            reasons = requireReasons(reasons);
        }
    }

    /** Never; the rollout is rolled back. */
    record Abort(int stage, List<Reason> reasons) implements Decision {
        public Abort {
            requireStage(stage);
            reasons = requireReasons(reasons);
        }
    }

    private static void requireStage(int stage) {
        if (stage < 0) {
            throw new IllegalArgumentException("stage is " + stage + "; must be >= 0");
        }
    }

    private static List<Reason> requireReasons(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons is empty; must name at least one");
        }
        return List.copyOf(reasons);
    }
}
