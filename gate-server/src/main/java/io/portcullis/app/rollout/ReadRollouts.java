package io.portcullis.app.rollout;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.TellRollout;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.Page;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredRollout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets and lists rollouts. */
public final class ReadRollouts {

    private static final int PAGE_SIZE_DEFAULT = 50;

    private final RolloutStore rollouts;
    private final TellRollout tell;
    private final PreviewStage preview;

    public ReadRollouts(RolloutStore rollouts, TellRollout tell) {
        this.rollouts = rollouts;
        this.tell = tell;
        this.preview = new PreviewStage(rollouts);
    }

    /**
     * @throws RequestRefused there is none of this id
     */
    public RolloutView get(RolloutId id) {
        StoredRollout stored = tell.load(id);
        Rollout rollout = Rollout.fold(stored.events());
        return new RolloutView(
                rollout,
                stored.lastLook(),
                rollouts.lastReport(id),
                preview.of(rollout, stored.lastLook()));
    }

    /** As it is, without what takes time to work out. */
    public RolloutView glance(RolloutId id) {
        StoredRollout stored = tell.load(id);
        return view(stored);
    }

    /**
     * Newest first.
     *
     * @param pageSize 0 for the usual size
     */
    public Page<RolloutView> list(@Nullable ServiceName service, String pageToken, int pageSize) {
        try {
            Page<StoredRollout> page =
                    rollouts.list(service, pageToken, pageSize == 0 ? PAGE_SIZE_DEFAULT : pageSize);
            return new Page<>(page.items().stream().map(this::view).toList(), page.nextToken());
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(
                    "page_token", "page_token.ours", "is none that was given out; leave it out");
        }
    }

    private RolloutView view(StoredRollout stored) {
        return new RolloutView(
                Rollout.fold(stored.events()),
                stored.lastLook(),
                Optional.<Bytes>empty(),
                Optional.empty());
    }
}
