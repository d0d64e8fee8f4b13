package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.origin.Work;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code sessions} and {@code processes} of a service. */
final class ProcessReader {

    private ProcessReader() {}

    /** Empty where nothing is pulled of what processes carry. */
    static Optional<ProcessConfiguration> read(ConfigurationTree tree, String service) {
        var gauges = new TreeMap<Work, String>();
        for (String index : tree.namesUnder("portcullis.services." + service + ".sessions")) {
            var name = tree.find(ProcessKeys.SESSIONS_NAME, service, index);
            var gauge = tree.find(ProcessKeys.SESSIONS_GAUGE, service, index);
            if (name == null || gauge == null) {
                throw new IllegalArgumentException(
                        "sessions[" + index + "] needs a name and a gauge; give both");
            }
            var unit = tree.find(ProcessKeys.SESSIONS_UNIT, service, index);
            var work = unit == null ? Work.of(name) : new Work(name, unit);
            if (gauges.put(work, gauge) != null) {
                throw new IllegalArgumentException(
                        "sessions[" + index + "] is named " + name + " like another; must not be");
            }
        }
        return gauges.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ProcessConfiguration(
                                gauges,
                                tree.get(ProcessKeys.PROCESS_LABEL, service),
                                tree.get(ProcessKeys.PROCESS_START, service),
                                Optional.ofNullable(
                                        tree.find(ProcessKeys.PROCESS_EPOCH_LABEL, service)),
                                Optional.ofNullable(
                                        tree.find(ProcessKeys.PROCESS_DRAINING, service))));
    }
}
