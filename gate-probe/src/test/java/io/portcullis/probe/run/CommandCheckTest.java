package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandCheckTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void exitZeroIsFitAndAnyOtherIsNot() throws Exception {
        assertThat(run("echo all is well", LONG))
                .returns(Verdict.FIT, ProbeOutcome::verdict)
                .returns("exit 0: all is well", ProbeOutcome::text);
        assertThat(run("echo no picture >&2; exit 3", LONG))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns("exit 3: no picture", ProbeOutcome::text);
    }

    @Test
    void aProgramThatIsNotThereTellsNothing() throws Exception {
        var command = new Command(List.of("/no/such/program"), new TreeMap<>(), 100);

        assertThat(new CommandCheck(command).check(LONG).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    /** It may be run, but names an interpreter that is not there. */
    @Test
    void aProgramThatCannotBeStartedTellsNothing() throws Exception {
        Path program = folder.resolve("program");
        Files.writeString(program, "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var command = new Command(List.of(program.toString()), new TreeMap<>(), 100);

        assertThat(new CommandCheck(command).check(LONG))
                .returns(Verdict.UNKNOWN, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith("the command cannot be run here");
    }

    @Test
    void argumentsPassNoShell() throws Exception {
        var command =
                new Command(List.of("/bin/echo", "$(id)", ";", "exit 1"), new TreeMap<>(), 100);

        assertThat(new CommandCheck(command).check(LONG).text())
                .isEqualTo("exit 0: $(id) ; exit 1");
    }

    @Test
    void theEnvironmentHoldsOnlyWhatIsGiven() throws Exception {
        var outcome =
                run("env | cut -d= -f1 | sort | tr '\\n' ' '; pwd | grep -q \"^$HOME\"", LONG);

        assertThat(outcome.text())
                .isEqualTo("exit 0: GIVEN HOME LANG PATH PORTCULLIS_PROBE_RUN PWD");
    }

    @Test
    void theWorkingFolderIsDeleted() throws Exception {
        var outcome = run("mkdir -p a/b; touch a/b/c; pwd", LONG);

        assertThat(Path.of(outcome.text().substring("exit 0: ".length()))).doesNotExist();
    }

    @Test
    void tooMuchOutputEndsIt() throws Exception {
        var outcome = run("while true; do echo 0123456789; done", LONG);

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNFIT);
        assertThat(outcome.text()).isEqualTo("wrote more than 1000 bytes");
    }

    /** Its end may be seen before its output. */
    @RepeatedTest(10)
    void tooMuchOutputIsUnfitAlsoWhenItEndsAtOnce() throws Exception {
        var outcome = run("exec head -c 60000 /dev/zero", LONG);

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNFIT);
        assertThat(outcome.text()).isEqualTo("wrote more than 1000 bytes");
    }

    /** The last one has lost its parent, and set itself apart from the session. */
    @Test
    void theWholeProcessTreeEndsAtTheTimeout() throws Exception {
        Path pids = folder.resolve("pids");
        String script =
                """
                sleep 1000 & echo $! >> %1$s
                (sleep 1000 & echo $! >> %1$s)
                setsid sh -c 'echo $$ >> %1$s; exec sleep 1000' &
                while [ "$(wc -l < %1$s)" -lt 3 ]; do :; done
                echo started
                wait
                """
                        .formatted(pids);

        var outcome = run(script, Duration.ofSeconds(2));

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNFIT);
        assertThat(outcome.text()).isEqualTo("not done within 2000 ms: started");
        assertThat(Files.readAllLines(pids)).hasSize(3).noneMatch(CommandCheckTest::runs);
    }

    @Test
    void whatACommandLeavesBehindIsEndedToo() throws Exception {
        Path pids = folder.resolve("pids");

        var outcome = run("(sleep 1000 & echo $! > %s) ; echo done".formatted(pids), LONG);

        assertThat(outcome.text()).isEqualTo("exit 0: done");
        assertThat(Files.readAllLines(pids)).hasSize(1).noneMatch(CommandCheckTest::runs);
    }

    /** Dead, though perhaps nobody has asked for its exit code yet. */
    private static boolean runs(String pid) {
        try {
            String status = Files.readString(Path.of("/proc", pid.strip(), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException _) {
            return ProcessHandle.of(Long.parseLong(pid.strip())).isPresent()
                    && !Files.isDirectory(Path.of("/proc"));
        }
    }

    private static ProbeOutcome run(String script, Duration timeout) throws Exception {
        var command =
                new Command(
                        List.of("/bin/sh", "-c", script),
                        new TreeMap<>(Map.of("GIVEN", "yes")),
                        1_000);
        return new CommandCheck(command).check(timeout);
    }
}
