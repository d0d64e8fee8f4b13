package io.portcullis.probe.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name server says, the kinds of failure told apart. */
sealed interface DnsAnswer {

    /**
     * @param texts of the records, plain
     * @param signedUntil when the first of their signatures ends; null without signatures
     */
    record Records(List<String> texts, @Nullable Instant signedUntil) implements DnsAnswer {
        public Records {
            texts = List.copyOf(texts);
        }
    }

    /** The server is sure that there is none. */
    record NotThere(String how) implements DnsAnswer {}

    /** It could not say. */
    record Failed(String how) implements DnsAnswer {}
}
