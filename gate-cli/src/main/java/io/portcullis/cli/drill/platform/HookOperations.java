package io.portcullis.cli.drill.platform;

import io.portcullis.cli.drill.platform.HookAnswer.VersionLine;
import io.portcullis.cli.drill.platform.HookOrder.StageOrder;
import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.file.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries orders out, each idempotency key once. Thread-safe. */
final class HookOperations {
    /** The oldest orders are forgotten beyond it; no drill gives nearly as many. */
    private static final int OPERATIONS_MAX = 10_000;

    private final AtomicReference<@Nullable Workload> workload = new AtomicReference<>();
    private final Map<String, HookOrder> orders = new LinkedHashMap<>();

    /** The act whose workload is acted on from now. */
    void actOn(Workload next) {
        workload.set(next);
    }

    /** Carries an order out, or says again how far it is. */
    HookAnswer accept(String key, HookOrder order, String statusUrl) {
        Workload now = workload.get();
        if (now == null) {
            return HookAnswer.failed("no act is being played; start a drill");
        }
        if (!remember(key, order)) {
            return HookAnswer.failed("Idempotency-Key " + key + " was used for another order");
        }
        return switch (order.action()) {
            case OPEN_STAGE -> {
                StageOrder stage = Rules.required(order.stage(), "stage");
                now.open(order.region(), stage.name(), stage.canaryShare());
                yield HookAnswer.DONE;
            }
            case RESTORE -> {
                now.restore(order.region());
                yield restoring(now, order.region(), statusUrl);
            }
            case CENSUS -> census(now, order.region());
        };
    }

    /** How far an order is; empty when there is none with this key. */
    Optional<HookAnswer> status(String key, String statusUrl) {
        Workload now = workload.get();
        HookOrder order = known(key);
        return now == null || order == null
                ? Optional.empty()
                : Optional.of(restoring(now, order.region(), statusUrl));
    }

    private static HookAnswer restoring(Workload now, String region, String statusUrl) {
        return now.restored(region) ? HookAnswer.DONE : HookAnswer.running(statusUrl);
    }

    private static HookAnswer census(Workload now, String region) {
        Census census = now.census(region);
        List<VersionLine> versions = new ArrayList<>();
        if (census.oldRunning() > 0) {
            versions.add(new VersionLine(now.releases().old().version(), census.oldRunning(), 0));
        }
        if (census.newRunning() + census.newDraining() > 0) {
            versions.add(
                    new VersionLine(
                            now.releases().fresh().version(),
                            census.newRunning(),
                            census.newDraining()));
        }
        return HookAnswer.census(versions);
    }

    private synchronized boolean remember(String key, HookOrder order) {
        HookOrder before = orders.putIfAbsent(key, order);
        if (orders.size() > OPERATIONS_MAX) {
            orders.remove(orders.keySet().iterator().next());
        }
        return before == null || before.equals(order);
    }

    private synchronized @Nullable HookOrder known(String key) {
        return orders.get(key);
    }
}
