package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.ServiceName;
import java.util.List;

/**
 * How a service is measured in every region's metrics.
 *
 * @param targets selector of the {@code up} series of its servers; plain {@code up} takes those whose
 *     {@code job} occurs in the signals' series
 * @param signals what is asked for; at least one
 * @param arm how the arm of a sample is told
 */
public record ServiceQueries(
        ServiceName service, Selector targets, List<SignalQueries> signals, ArmRule arm) {

    public static final Selector ALL_TARGETS = new Selector("up");

    public ServiceQueries {
        signals = List.copyOf(signals);
        if (signals.isEmpty()) {
            throw new IllegalArgumentException("service " + service + " has no signal; name one");
        }
    }
}
