package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlContract;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.WorkloadRevision;
import org.jspecify.annotations.Nullable;

final class InMemoryControlTest extends ControlContract {

    @Override
    protected ControlWorld world() {
        var control = new InMemoryControl();
        REGIONS.forEach(region -> control.runs(region, OLD.version(), ControlWorld.SERVER_COUNT));
        return new World(control);
    }

    private record World(InMemoryControl fake) implements ControlWorld {

        @Override
        public Control control() {
            return fake;
        }

        @Override
        public @Nullable WorkloadRevision revision(Region region) {
            return null;
        }

        @Override
        public void release(Region region, Draining draining) {
            fake.runs(region, NEW.version(), SERVER_COUNT);
            fake.takesAnswers(region, 2);
            if (draining == Draining.SLOWLY) {
                fake.drainsSlowly(region);
            }
        }

        @Override
        public void settle(Region region) {
            // What is in memory needs no time.
        }

        @Override
        public void endDraining(Region region) {
            fake.endDraining(region);
        }

        @Override
        public long changeCount(Region region) {
            return fake.changeCount(region);
        }

        @Override
        public void cut(Region region) {
            fake.cut(region);
        }

        @Override
        public void mend(Region region) {
            fake.mend(region);
        }

        @Override
        public void refuse(Region region) {
            fake.refuse(region, "changes are frozen");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
