package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.port.store.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last counted of one source, and up to when.
 *
 * @param at time of the last scrape that was counted
 */
record PulledBook(Instant at, CounterBook book) {

    /** Of a source never asked: everything it says first only anchors. */
    static PulledBook before(Instant at) {
        return new PulledBook(at, CounterBook.EMPTY);
    }

    static PulledBook of(@Nullable Bytes stored, Instant otherwise) {
        if (stored == null) {
            return before(otherwise);
        }
        var buffer = ByteBuffer.wrap(stored.toArray());
        var at = Instant.ofEpochMilli(buffer.getLong());
        var book = new byte[buffer.remaining()];
        buffer.get(book);
        return new PulledBook(at, CounterBook.of(book));
    }

    Bytes bytes() {
        byte[] content = book.bytes();
        return Bytes.of(
                ByteBuffer.allocate(Long.BYTES + content.length)
                        .putLong(at.toEpochMilli())
                        .put(content)
                        .array());
    }
}
