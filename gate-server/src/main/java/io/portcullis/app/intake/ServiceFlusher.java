package io.portcullis.app.intake;

import io.portcullis.app.intake.ServiceIntake.Told;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.SeriesValue;
import io.portcullis.port.StaleRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings one service's evidence to the store, each flush exactly once. Thread-safe. */
final class ServiceFlusher {

    /** How often a flush is counted anew because another server of the gate was faster. */
    private static final int RECOUNTS_MAX = 5;

    /** Looks between two readings of what nodes told the gate's other servers. */
    private static final int OVERHEAR_LOOKS = 6;

    private final ReentrantLock lock = new ReentrantLock();
    private final ServiceIntake intake;
    private final EvidenceInbox inbox;
    private final Duration overhearEvery;
    private Instant overheardAt = Instant.EPOCH;
    private @Nullable Flush unsettled;

    ServiceFlusher(ServiceIntake intake, EvidenceInbox inbox, Duration look) {
        this.intake = intake;
        this.inbox = inbox;
        this.overhearEvery = look.multipliedBy(OVERHEAR_LOOKS);
    }

    ServiceIntake intake() {
        return intake;
    }

    void restore() {
        var name = intake.service().name();
        intake.restore(inbox.seriesValues(name), inbox.relayNodes(name));
    }

    void flush(Instant now) {
        lock.lock();
        try {
            if (unsettled != null) {
                settle(unsettled);
            }
            if (!now.isBefore(overheardAt.plus(overhearEvery)) && intake.takeStrangers()) {
                overheardAt = now;
                intake.overhear(inbox.relayNodes(intake.service().name()));
            }
            var flush = intake.drain(now);
            if (!flush.isEmpty()) {
                settle(flush);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tries until the flush is stored. One that could not be is tried first by the next call. */
    private void settle(Flush flush) {
        unsettled = flush;
        var last = "";
        for (int recounts = 0; recounts <= RECOUNTS_MAX; recounts++) {
            try {
                inbox.append(unsettled.batch(intake));
                stored(unsettled);
                return;
            } catch (StaleRevision e) {
                last = String.valueOf(e.getMessage());
                if (recount(unsettled)) {
                    return;
                }
            }
        }
        throw new StaleRevision("Flush was counted anew " + RECOUNTS_MAX + " times. " + last);
    }

    /** Counts anew from what is stored; true when it turns out that the flush itself was. */
    private boolean recount(Flush flush) {
        Map<String, SeriesValue> stored =
                inbox.seriesValues(intake.service().name()).stream()
                        .collect(Collectors.toMap(SeriesValue::series, Function.identity()));
        if (intake.isStored(flush, stored)) {
            stored(flush);
            return true;
        }
        unsettled = intake.recounted(flush, stored);
        return false;
    }

    private void stored(Flush flush) {
        unsettled = null;
        intake.stored(flush).forEach(Told::tell);
    }
}
