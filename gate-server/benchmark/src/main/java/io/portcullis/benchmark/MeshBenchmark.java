package io.portcullis.benchmark;

import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.structure.StructureCheck;
import io.portcullis.kernel.relay.structure.StructureMemory;
import io.portcullis.kernel.relay.structure.StructureRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A snapshot of 200 nodes in 20 regions held against all invariants, from the nodes' views. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Thread)
public class MeshBenchmark {

    @Param({"100000", "300000", "1000000", "3000000"})
    private int edges = 1_000_000;

    private final StructureRules rules = StructureRules.of(RelayMesh.service().links());
    private List<NodeReport> reports = List.of();
    private StructureMemory memory = StructureMemory.NONE;

    /** Makes the mesh and one look at it. */
    @Setup
    public void build() {
        reports = new RelayMesh(edges).reports();
        var first = StructureCheck.at(RelayMesh.NOW, reports, rules, memory);
        if (!first.report().findings().isEmpty() || first.report().size().edges() != edges) {
            throw new IllegalStateException("the mesh is " + first.report().findings());
        }
        memory = first.memory();
    }

    /** All invariants. */
    @Benchmark
    public StructureCheck.Checked check(CpuTime cpu) {
        cpu.did(edges);
        return StructureCheck.at(RelayMesh.NOW, reports, rules, memory);
    }
}
