package io.portcullis.port.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ProbeRunner} must do. */
@Timeout(60)
public abstract class ProbeRunnerContract {

    protected abstract ProbeRunner runner();

    /** Where something accepts connections. */
    protected abstract HostPort open();

    /** Where nothing does. */
    protected abstract HostPort shut();

    @Test
    void whatAnswersIsFit() throws InterruptedException {
        assertThat(runner().run(task(open())))
                .returns(Verdict.FIT, ProbeOutcome::verdict)
                .satisfies(it -> assertThat(it.took()).isPositive());
    }

    @Test
    void whatDoesNotAnswerIsUnfitAndSaysWhy() throws InterruptedException {
        assertThat(runner().run(task(shut())))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .satisfies(it -> assertThat(it.text()).isNotBlank());
    }

    @Test
    void anInterruptedCallerGetsNoOutcome() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner().run(task(open())))
                .isInstanceOf(InterruptedException.class);
    }

    private static ProbeTask task(HostPort at) {
        return new ProbeTask(
                "it", new ProbeTarget.Tcp(at), Duration.ofSeconds(30), Duration.ofSeconds(10));
    }
}
