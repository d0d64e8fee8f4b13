package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.counter.Counted;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Past looks of one source, counted as a rollout of that time would have counted them.
 *
 * @param looks oldest first; one with a gap alone when the source did not answer
 * @param book to go on from
 */
record SourcePast(String region, List<ServerEvidence> looks, PulledBook book) {

    SourcePast {
        looks = List.copyOf(looks);
    }

    /**
     * Reads and counts the looks up to one.
     *
     * @param before what was counted up to the first of them
     */
    static SourcePast read(EvidenceSource source, PulledBook before, Question asked) {
        try {
            return counted(
                    source,
                    before,
                    asked.look(),
                    source.history(asked.last(), asked.look(), asked.looks(), asked.deadline()));
        } catch (EvidenceUnavailable e) {
            var gap = new Gap(source.region(), e.gap(), String.valueOf(e.getMessage()));
            return new SourcePast(
                    source.region().name(),
                    List.of(new ServerEvidence(asked.last(), Map.of(), List.of(gap))),
                    before);
        }
    }

    private static SourcePast counted(
            EvidenceSource source, PulledBook before, Duration look, List<Scrape> scrapes) {
        var counted = new ArrayList<ServerEvidence>();
        var book = before;
        for (Scrape scrape : scrapes) {
            Counted one = book.book().count(scrape, look);
            counted.add(one.byServer());
            book = new PulledBook(scrape.signals().isEmpty() ? book.at() : scrape.at(), one.book());
        }
        return new SourcePast(source.region().name(), counted, book);
    }

    /**
     * Which looks.
     *
     * @param last time of the last one
     * @param deadline by the clock of now
     */
    record Question(Instant last, Duration look, int looks, Instant deadline) {}
}
