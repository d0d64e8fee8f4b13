package io.portcullis.adapter.otlp;

import io.portcullis.kernel.evidence.SignalKind;
import java.util.EnumSet;
import java.util.Set;

/** Which type of metric brings which kind of signal. */
final class Kinds {

    static final Set<SignalKind> COUNTED =
            Set.copyOf(
                    EnumSet.of(
                            SignalKind.RATIO,
                            SignalKind.RATE,
                            SignalKind.TRAFFIC,
                            SignalKind.PROBE,
                            SignalKind.STRUCTURE));
    static final Set<SignalKind> DISTRIBUTED = Set.of(SignalKind.LATENCY);
    static final Set<SignalKind> LEVEL = Set.of(SignalKind.LEVEL);

    private Kinds() {}

    static String written(SignalKind kind) {
        return switch (kind) {
            case RATIO, RATE, TRAFFIC, PROBE, STRUCTURE -> "a monotonic SUM";
            case LATENCY -> "a HISTOGRAM or an EXPONENTIAL_HISTOGRAM";
            case LEVEL -> "a GAUGE";
            case ABSENCE -> "pulled: it counts scrapes";
        };
    }
}
