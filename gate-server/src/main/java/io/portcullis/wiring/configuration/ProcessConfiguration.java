package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.origin.Work;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What work the processes of a service carry where it is pulled, and by what a process is known.
 *
 * @param gauges selector of each kind of work
 * @param label that names a process
 * @param start selector of when a process started
 * @param epochLabel label that is new at each start
 * @param draining selector of a gauge above 0 while nothing new is taken
 */
public record ProcessConfiguration(
        SortedMap<Work, String> gauges,
        String label,
        String start,
        Optional<String> epochLabel,
        Optional<String> draining) {

    public ProcessConfiguration {
        gauges = Collections.unmodifiableSortedMap(new TreeMap<>(gauges));
    }
}
