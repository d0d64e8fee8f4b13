package io.portcullis.cli.drill.platform;

import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.drill.world.Releases;

/** What the platform acts on: the workload of the act that is being played. Implementations are thread-safe. */
public interface Workload {
    /** Gives the new version its share in a region. */
    void open(String region, String stage, double canaryShare);

    /** Begins to bring the old version back; again: no second effect. */
    void restore(String region);

    /** Whether that is applied. */
    boolean restored(String region);

    /** Which versions run in a region. */
    Census census(String region);

    /** What the two versions are. */
    Releases releases();
}
