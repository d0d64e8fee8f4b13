package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.port.store.Bytes;
import java.util.List;
import java.util.Map;

/**
 * What is known of the time before a rollout, and where its first look goes on.
 *
 * @param looks oldest first; those in which something was measured, at most 360
 * @param asIfCanary the same looks of pulled sources, with some servers of the old version taken
 *     for canaries: what the dispersion is calibrated on; empty where nothing is pulled
 * @param edges by which histograms and levels in them are counted
 * @param inboxCursor pushed evidence up to here is in them, or older
 * @param books last counted values of every pulled source, by region
 */
public record LooksBefore(
        List<LookEvidence> looks,
        List<LookEvidence> asIfCanary,
        Edges edges,
        long inboxCursor,
        Map<String, Bytes> books) {

    public LooksBefore {
        looks = List.copyOf(looks);
        asIfCanary = List.copyOf(asIfCanary);
        books = Map.copyOf(books);
    }
}
