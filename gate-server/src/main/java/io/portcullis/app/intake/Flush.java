package io.portcullis.app.intake;

import io.portcullis.app.intake.CounterTable.Drained;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.RelayNode;
import io.portcullis.port.SeriesValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one flush brings to the store. It is tried until it is known to be stored: its mark tells,
 * when an answer was lost, whether it was.
 *
 * @param mark series whose value is the flush's number within its epoch, the server's process
 */
record Flush(
        Instant at,
        SeriesValue mark,
        List<Drained> counters,
        Tally increments,
        List<RelayNode> nodes,
        ProcessEvidence processes) {

    boolean isEmpty() {
        return counters.isEmpty() && increments.isEmpty() && nodes.isEmpty() && processes.isEmpty();
    }

    InboxBatch batch(ServiceIntake intake) {
        var sum = new Tally();
        sum.addAll(increments);
        var series = new ArrayList<SeriesValue>();
        series.add(mark);
        for (Drained one : counters) {
            sum.addAll(one.waiting().tally());
            series.add(one.value());
        }
        return new InboxBatch(
                intake.service().name(),
                new VersionedEvidence(at, sum.counts(), List.of(), processes),
                intake.replica(),
                series,
                nodes);
    }
}
