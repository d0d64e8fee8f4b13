package io.portcullis.probe.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process and everything it started, killed together. Descendants are found by their parents, and
 * where there is a /proc also by a mark in their environment: one whose parent has ended belongs to
 * nobody any more, but it still carries the mark. One that empties its own environment and outlives
 * its parent escapes; only a container of its own would hold that.
 */
final class ProcessTree implements AutoCloseable {

    /** Variable that marks the processes of one run. */
    static final String MARK = "PORTCULLIS_PROBE_RUN";

    /** A process may start others while it is being killed; each round finds those. */
    private static final int ROUNDS_MAX = 50;

    private static final Path PROC = Path.of("/proc");

    private final Process process;
    private final byte[] mark;

    ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        kill();
    }

    /** Kills them; more than once does no harm. */
    void kill() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<ProcessHandle> found = living();
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            Thread.onSpinWait();
        }
    }

    private List<ProcessHandle> living() {
        var found = new ArrayList<ProcessHandle>();
        process.descendants().filter(ProcessHandle::isAlive).forEach(found::add);
        marked(found);
        if (process.isAlive()) {
            found.add(process.toHandle());
        }
        return found;
    }

    private void marked(List<ProcessHandle> found) {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                if (carriesMark(folder)) {
                    handle(folder).ifPresent(found::add);
                }
            }
        } catch (IOException _) {
            // Without /proc, parents alone must do.
        }
    }

    private boolean carriesMark(Path folder) {
        try {
            byte[] environment = Files.readAllBytes(folder.resolve("environ"));
            return contains(environment, mark);
        } catch (IOException _) {
            return false; // ended meanwhile, or another user's
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        String text = new String(all, StandardCharsets.ISO_8859_1);
        return text.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static Optional<ProcessHandle> handle(Path folder) {
        return ProcessHandle.of(Long.parseLong(folder.getFileName().toString()));
    }
}
