package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs the user's own command within its limits. */
record CommandCheck(ProbeTarget.Command target) implements Check {

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final File NOTHING = new File("/dev/null");

    @Override
    public ProbeOutcome check(Duration timeout) throws IOException, InterruptedException {
        if (!Files.isExecutable(target.program())) {
            return ProbeOutcome.unknown(target.program() + " is no program that can be run here");
        }
        Path folder = Files.createTempDirectory("portcullis-probe");
        try {
            return run(folder, timeout);
        } finally {
            delete(folder);
        }
    }

    private ProbeOutcome run(Path folder, Duration timeout)
            throws IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        Process process;
        try {
            process = builder(folder, mark).start();
        } catch (IOException e) {
            return ProbeOutcome.unknown("the command cannot be run here: " + e.getMessage());
        }
        return await(process, mark, timeout);
    }

    private ProbeOutcome await(Process process, String mark, Duration timeout)
            throws IOException, InterruptedException {
        try (var tree = new ProcessTree(process, mark)) {
            var output = new BoundedOutput(process, target.outputBytesMax());
            try {
                CompletableFuture.anyOf(process.onExit(), output.overflow())
                        .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                return ProbeOutcome.unfit(
                        "not done within " + timeout.toMillis() + " ms" + said(output));
            } catch (ExecutionException e) {
                throw new IOException("the command cannot be waited for", e);
            }
            // Whoever still holds the output open would keep its end from being seen.
            tree.kill();
            output.awaitEnd();
            if (output.overflow().isDone()) {
                return ProbeOutcome.unfit("wrote more than " + target.outputBytesMax() + " bytes");
            }
            int exit = process.exitValue();
            return exit == 0
                    ? ProbeOutcome.fit("exit 0" + said(output))
                    : ProbeOutcome.unfit("exit " + exit + said(output));
        }
    }

    private ProcessBuilder builder(Path folder, String mark) {
        var builder =
                new ProcessBuilder(target.command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(NOTHING);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.putAll(target.environment());
        environment.put(ProcessTree.MARK, mark);
        return builder;
    }

    private static String said(BoundedOutput output) {
        String line = output.lastLine();
        return line.isEmpty() ? "" : ": " + line;
    }

    /** As far as it can: what the command found stands, whatever it left behind. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException _) {
            // A folder nobody may read, or one that went away meanwhile.
        }
    }
}
