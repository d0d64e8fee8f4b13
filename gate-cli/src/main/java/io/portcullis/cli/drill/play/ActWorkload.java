package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.platform.Workload;
import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.StandInFaults;
import io.portcullis.cli.drill.world.World;
import io.portcullis.v1.Plan;
import io.portcullis.v1.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The workload of one act: its world, widened as its plan says. Thread-safe, as the world is. */
final class ActWorkload implements Workload {
    private final World world;
    private final StandInFaults around;
    private final Plan plan;
    private final Releases releases;
    private final List<String> regions;
    private final AtomicInteger opened = new AtomicInteger();

    ActWorkload(
            World world, StandInFaults around, Plan plan, Releases releases, List<String> regions) {
        this.world = world;
        this.around = around;
        this.plan = plan;
        this.releases = releases;
        this.regions = List.copyOf(regions);
    }

    /** The pipeline widens to a stage, 1 being the first. */
    void openStage(int number) {
        Stage stage = plan.getStages(number - 1);
        List<String> touched = stage.getAllRegions() ? regions : stage.getRegionsList();
        touched.forEach(region -> open(region, stage.getName(), stage.getCanaryShareRatio()));
    }

    @Override
    public void open(String region, String stage, double canaryShare) {
        for (int i = 0; i < plan.getStagesCount(); i++) {
            if (plan.getStages(i).getName().equals(stage)) {
                opened.accumulateAndGet(i + 1, Math::max);
                world.stageOpens(i + 1);
                around.stageOpens(i + 1, world.looks() + 1);
                world.open(region, canaryShare);
                return;
            }
        }
        throw new IllegalArgumentException("stage is \"" + stage + "\"; must be one of the plan");
    }

    /** The last stage that was opened; 0 when none was. */
    int opened() {
        return opened.get();
    }

    @Override
    public void restore(String region) {
        world.restore(region);
    }

    @Override
    public boolean restored(String region) {
        return world.restored(region);
    }

    @Override
    public Census census(String region) {
        return world.census(region);
    }

    @Override
    public Releases releases() {
        return releases;
    }
}
