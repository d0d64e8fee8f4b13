package io.portcullis.adapter.statuspage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a component is, from good to bad, as the feed names it in lower case. */
public enum ComponentStatus {
    OPERATIONAL,
    UNDER_MAINTENANCE,
    DEGRADED_PERFORMANCE,
    PARTIAL_OUTAGE,
    MAJOR_OUTAGE;

    static Optional<ComponentStatus> of(String text) {
        return Arrays.stream(values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
