package io.portcullis.kernel.incident;

import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.decision.Touched;
import java.util.Optional;

/** What the gate cannot tell from what it found (analysis 2.8). */
final class Caveat {

    private static final String UNTOUCHED =
            "Both versions grew worse where the rollout touched, and untouched places did not. A fault"
                    + " from outside that hits only touched regions for two to three minutes or more"
                    + " cannot be told from this, and is treated alike: look at those regions too.";

    private static final String EARLIER_DAYS =
            "No place was left untouched: both versions were compared with the same clock time of"
                    + " earlier days. A change of the world since then cannot be told from this,"
                    + " and is treated alike: look at the world too.";

    private Caveat() {}

    static Optional<String> of(Incident incident) {
        return switch (incident.category()) {
            case SHARED_HARM -> Optional.of(isByHistory(incident) ? EARLIER_DAYS : UNTOUCHED);
            case RELEASE, UNKNOWN -> Optional.empty();
        };
    }

    private static boolean isByHistory(Incident incident) {
        return incident.evidence().stream()
                .flatMap(reason -> Touched.of(reason).stream())
                .findFirst()
                .filter(it -> it.comparison() != Comparison.UNTOUCHED)
                .isPresent();
    }
}
