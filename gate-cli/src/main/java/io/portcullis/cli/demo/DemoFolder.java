package io.portcullis.cli.demo;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A temporary folder that is gone afterwards, with everything in it. */
final class DemoFolder implements AutoCloseable {
    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** Makes one that only its owner can enter. */
    static DemoFolder make() {
        try {
            return new DemoFolder(Files.createTempDirectory("gate-demo-"));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "No temporary folder can be made: "
                            + e.getMessage()
                            + ". Make room, or set TMPDIR.",
                    e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path.resolve(name) + " cannot be written: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The demo's folder " + path + " is left behind: " + e.getMessage(),
                    e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) {
            // Gone in the meantime: as wanted.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
