package io.portcullis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.opentest4j.TestAbortedException;

/**
 * Names what a test run left out, and why. Nothing is skipped silently: the lines go to {@code
 * target/not-run.txt}, and the end of {@code mvn verify} prints them.
 */
public final class NotRun {

    private static final Path FILE = Path.of("target", "not-run.txt");

    private NotRun() {}

    /** Notes that {@code what} was not run because of {@code why}; the test goes on. */
    public static void say(String what, String why) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE,
                    oneLine(what) + ": " + oneLine(why) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes it and ends the running test as skipped, unless {@code possible}. */
    public static void unless(boolean possible, String what, String why) {
        if (!possible) {
            say(what, why);
            throw new TestAbortedException(what + ": " + why);
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
