package io.portcullis.benchmark;

import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look of a rollout in its steady state: the history is full, every stream is busy, and every
 * sixtieth look the guard refits all levels, which is in the mean. Meshes of more than 10,000 streams
 * are too large for that: they begin at look 24, where the guard refits every sixth look.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Thread)
public class LookBenchmark {

    private static final int STREAMS_LARGE = 10_000;
    private static final int LOOKS_DIFFERENT = 8;
    private static final int LOOKS_DIFFERENT_LARGE = 2;
    private static final int LOOKS_FIRST_HOUR = 360;
    private static final int LOOKS_MADE = 400;
    private static final int LOOKS_MADE_LARGE = 24;

    @Param({"STREAMS_400", "STREAMS_1160", "STREAMS_2500", "STREAMS_7400"})
    private Mesh mesh = Mesh.STREAMS_400;

    private List<LookEvidence> looks = List.of();

    @SuppressWarnings("NullAway.Init") // by play()
    private RolloutAnalysis analysis;

    /** What a snapshot is large. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Size {

        /** Of the whole snapshot. */
        public long bytes;

        /** Of the whole snapshot over the streams. */
        public long bytesPerStream;
    }

    /** A rollout that begins anew with every measured hour. */
    @State(Scope.Thread)
    public static class Opened {

        @SuppressWarnings("NullAway.Init") // by open()
        private RolloutAnalysis analysis;

        /** Opens the stage. */
        @Setup(Level.Invocation)
        public void open(LookBenchmark benchmark) {
            analysis = benchmark.mesh.open();
        }
    }

    /** Plays the rollout until nothing is new any more. */
    @Setup
    public void play() {
        boolean large = mesh.streams() > STREAMS_LARGE;
        looks = mesh.looks(large ? LOOKS_DIFFERENT_LARGE : LOOKS_DIFFERENT);
        analysis = mesh.open();
        for (int look = 1; look <= (large ? LOOKS_MADE_LARGE : LOOKS_MADE); look++) {
            apply();
        }
    }

    /** The arithmetic of a look. */
    @Benchmark
    public void apply() {
        int look = analysis.lastLookId() + 1;
        analysis.apply(look, looks.get(look % looks.size()), DaysBefore.NONE);
    }

    /** A look with all it says. */
    @Benchmark
    public LookFindings look() {
        int look = analysis.lastLookId() + 1;
        return analysis.look(look, looks.get(look % looks.size()));
    }

    /** One look of the first hour on average: the guard refits every sixth look. */
    @Benchmark
    @OperationsPerInvocation(LOOKS_FIRST_HOUR)
    public RolloutAnalysis firstHour(Opened opened) {
        for (int look = 1; look <= LOOKS_FIRST_HOUR; look++) {
            opened.analysis.apply(look, looks.get(look % looks.size()), DaysBefore.NONE);
        }
        return opened.analysis;
    }

    /** The state, as it is stored after every look. */
    @Benchmark
    public byte[] snapshot(Size size) {
        byte[] snapshot = analysis.snapshot();
        size.bytes = snapshot.length;
        size.bytesPerStream = snapshot.length / mesh.streams();
        return snapshot;
    }
}
