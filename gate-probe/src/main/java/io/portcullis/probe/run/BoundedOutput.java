package io.portcullis.probe.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Reads what a process writes, up to a bound, on a thread of its own. */
final class BoundedOutput {

    private static final Duration END_MAX = Duration.ofSeconds(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Boolean> overflow = new CompletableFuture<>();
    private final Thread reader;

    BoundedOutput(Process process, int bytesMax) {
        InputStream in = process.getInputStream();
        reader = Thread.ofVirtual().name("probe-output").start(() -> read(in, bytesMax));
    }

    /** Done when it wrote more than it may. */
    CompletableFuture<Boolean> overflow() {
        return overflow;
    }

    /** Returns at the end of the output, and soon when it has none. */
    void awaitEnd() throws InterruptedException {
        reader.join(END_MAX);
    }

    private void read(InputStream in, int bytesMax) {
        var buffer = new byte[8_192];
        try {
            int count = in.read(buffer);
            while (count >= 0 && !overflow.isDone()) {
                if (keep(buffer, count) > bytesMax) {
                    overflow.complete(true);
                } else {
                    count = in.read(buffer);
                }
            }
        } catch (IOException _) {
            // The process was killed; what it wrote before is there.
        }
    }

    private synchronized int keep(byte[] buffer, int count) {
        bytes.write(buffer, 0, count);
        return bytes.size();
    }

    synchronized String lastLine() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (_, next) -> next);
    }
}
