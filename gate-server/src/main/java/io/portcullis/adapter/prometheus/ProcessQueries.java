package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.origin.Work;
import java.util.List;
import java.util.Optional;

/**
 * How the work that processes carry is read.
 *
 * @param carried gauges, each of one kind of work; at least one
 * @param label label that names the process; series without it are named by their instance
 * @param start gauge of the time a process started, in seconds
 * @param epochLabel label that is another at each start of a process
 * @param draining gauge that is above 0 while a process takes nothing new
 * @param arm how the arm of a process is told
 */
public record ProcessQueries(
        List<CarriedGauge> carried,
        String label,
        Selector start,
        Optional<String> epochLabel,
        Optional<Selector> draining,
        ArmRule arm) {

    public ProcessQueries {
        carried = List.copyOf(carried);
        if (carried.isEmpty()) {
            throw new IllegalArgumentException("carried is empty; name at least one kind of work");
        }
    }

    /** Series of one kind of work; several of one process are added up. */
    public record CarriedGauge(Work work, Selector gauge) {}
}
