package io.portcullis.port.control;

import io.portcullis.kernel.evidence.Region;
import org.jspecify.annotations.Nullable;

/** What a contract test needs of the world behind a control: three regions with three servers. */
public interface ControlWorld extends AutoCloseable {

    int SERVER_COUNT = 3;

    Control control();

    /** What was recorded in a region before the new version came; null where nothing is. */
    @Nullable WorkloadRevision revision(Region region);

    /** Replaces every server of the old version in a region; no old one is left. */
    void release(Region region, Draining draining);

    /** Waits, or makes the platform go on, until it has done all that orders and draining allow. */
    void settle(Region region);

    /** Lets servers that drain slowly end. */
    void endDraining(Region region);

    /** Times the workload of a region was changed by orders. */
    long changeCount(Region region);

    /** Makes a region's platform unreachable. */
    void cut(Region region);

    /** Makes it reachable again. */
    void mend(Region region);

    /** Makes a region's platform refuse to be changed. */
    void refuse(Region region);

    @Override
    void close();

    /** How long servers of the new version take to stop. */
    enum Draining {
        AT_ONCE,
        SLOWLY
    }
}
