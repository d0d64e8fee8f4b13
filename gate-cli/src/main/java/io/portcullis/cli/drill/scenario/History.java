package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the real incident went, to compare with. */
public record History(
        String source,
        Instant changeStarted,
        Instant detected,
        @Nullable Instant mitigated,
        Instant resolved) {
    public History {
        Rules.text(source, "source");
        Rules.required(changeStarted, "changeStarted");
        Rules.required(detected, "detected");
        Rules.required(resolved, "resolved");
        if (detected.isBefore(changeStarted) || resolved.isBefore(detected)) {
            throw new IllegalArgumentException(
                    "resolved, detected and changeStarted must follow in time");
        }
    }

    /** From the change to its detection. */
    public Duration untilDetected() {
        return Duration.between(changeStarted, detected);
    }

    /** From the change to the end of the harm. */
    public Duration untilResolved() {
        return Duration.between(changeStarted, resolved);
    }
}
