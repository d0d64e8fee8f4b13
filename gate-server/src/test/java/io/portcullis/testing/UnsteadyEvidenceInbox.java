package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.InboxRow;
import io.portcullis.port.RelayNode;
import io.portcullis.port.SeriesValue;
import io.portcullis.port.StoreUnavailable;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** An inbox whose next writes fail before or after they are stored. */
public final class UnsteadyEvidenceInbox implements EvidenceInbox {

    private final EvidenceInbox inbox;
    private Next next = Next.WORKS;

    public UnsteadyEvidenceInbox(EvidenceInbox inbox) {
        this.inbox = inbox;
    }

    /** What happens to writes from now on. */
    public enum Next {
        WORKS,
        FAILS_BEFORE,
        /** It is stored, but the answer is lost. */
        FAILS_AFTER
    }

    public void next(Next what) {
        next = what;
    }

    @Override
    public long append(InboxBatch batch) {
        if (next == Next.FAILS_BEFORE) {
            throw new StoreUnavailable("refused", new SocketTimeoutException());
        }
        long cursor = inbox.append(batch);
        if (next == Next.FAILS_AFTER) {
            throw new StoreUnavailable("answer lost", new SocketTimeoutException());
        }
        return cursor;
    }

    @Override
    public List<InboxRow> after(ServiceName service, long cursor, int limit) {
        return inbox.after(service, cursor, limit);
    }

    @Override
    public List<InboxRow> history(ServiceName service, Instant since) {
        return inbox.history(service, since);
    }

    @Override
    public long cursor(ServiceName service) {
        return inbox.cursor(service);
    }

    @Override
    public List<SeriesValue> seriesValues(ServiceName service) {
        return inbox.seriesValues(service);
    }

    @Override
    public List<RelayNode> relayNodes(ServiceName service) {
        return inbox.relayNodes(service);
    }

    @Override
    public SortedMap<Region, List<Claim>> regionClaims() {
        return inbox.regionClaims();
    }
}
