package io.portcullis.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one core would do alone: the processor time of the thread, whoever else uses the machine.
 * Printed after every iteration.
 */
@State(Scope.Thread)
public class CpuTime {

    private long nanosBefore;
    private long count;
    private long calls;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        count = 0;
        calls = 0;
        nanosBefore = nanos();
    }

    /** One call has done so many things. */
    void did(long things) {
        count += things;
        calls++;
    }

    /** Ends an iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        double nanos = nanos() - nanosBefore;
        System.out.printf(
                Locale.ROOT,
                "cpu: %.1f ms a call, %.0f ns an edge, %,.0f edges/s%n",
                nanos / calls / 1e6,
                nanos / count,
                count / (nanos / 1e9));
    }

    private static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
