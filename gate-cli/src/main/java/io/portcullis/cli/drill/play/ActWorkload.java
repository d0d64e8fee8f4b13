package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.platform.Workload;
import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.World;
import io.portcullis.v1.Plan;
import io.portcullis.v1.Stage;
import java.util.List;

/** The workload of one act: its world, widened as its plan says. Thread-safe, as the world is. */
final class ActWorkload implements Workload {
    private final World world;
    private final Plan plan;
    private final Releases releases;
    private final List<String> regions;

    ActWorkload(World world, Plan plan, Releases releases, List<String> regions) {
        this.world = world;
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
                world.stageOpens(i + 1);
                world.open(region, canaryShare);
                return;
            }
        }
        throw new IllegalArgumentException("stage is \"" + stage + "\"; must be one of the plan");
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
