package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import io.portcullis.port.control.VersionCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A control over servers that exist in memory only. What takes time in the world (draining, work
 * behind {@code Running}) goes on when the test says so. Safe for several threads.
 */
public final class InMemoryControl implements Control {

    private final Map<Region, Workload> workloads = new TreeMap<>();
    private final List<StageOpening> openings = new ArrayList<>();
    private final List<RestoreOrder> restores = new ArrayList<>();
    private final List<CensusOrder> censuses = new ArrayList<>();

    /** Lets these servers of one version run in a region, and no others. */
    public synchronized void runs(Region region, String version, int serverCount) {
        var workload = workload(region);
        workload.servers.clear();
        workload.servers.put(version, serverCount);
    }

    /** Servers of the version that leaves stay draining until {@link #endDraining}. */
    public synchronized void drainsSlowly(Region region) {
        workload(region).drainsSlowly = true;
    }

    public synchronized void endDraining(Region region) {
        workload(region).draining.clear();
    }

    /** Orders for the region answer {@code Running} this many times before they are done. */
    public synchronized void takesAnswers(Region region, int runningAnswers) {
        workload(region).runningAnswers = runningAnswers;
    }

    public synchronized void cut(Region region) {
        workload(region).reachable = false;
    }

    public synchronized void mend(Region region) {
        workload(region).reachable = true;
        workload(region).refusal = "";
    }

    /** Refuses to be changed, with this message, until {@link #mend}. */
    public synchronized void refuse(Region region, String message) {
        workload(region).refusal = message;
    }

    /** Times orders changed what runs in a region. */
    public synchronized long changeCount(Region region) {
        return workload(region).changeCount;
    }

    /** Every opening asked for, repeated ones too. */
    public synchronized List<StageOpening> openings() {
        return List.copyOf(openings);
    }

    /** Every restore asked for, repeated ones too. */
    public synchronized List<RestoreOrder> restores() {
        return List.copyOf(restores);
    }

    /** Every census asked for. */
    public synchronized List<CensusOrder> censuses() {
        return List.copyOf(censuses);
    }

    @Override
    public synchronized ControlAnswer open(StageOpening order) {
        openings.add(order);
        var workload = reachable(order.change().region());
        int all = workload.servers.values().stream().mapToInt(Integer::intValue).sum();
        int canary = (int) Math.ceil(all * order.canaryShare());
        return workload.answer(
                order.key(),
                () -> {
                    workload.servers.clear();
                    workload.put(order.change().to().version(), canary);
                    workload.put(order.change().from().version(), all - canary);
                });
    }

    @Override
    public synchronized ControlAnswer restore(RestoreOrder order) {
        restores.add(order);
        var workload = reachable(order.change().region());
        var old = order.change().to().version();
        if (workload.servers.keySet().equals(Set.of(old))) {
            return new ControlAnswer.Done();
        }
        return workload.answer(order.key(), () -> workload.replaceAllBy(old));
    }

    @Override
    public synchronized CensusAnswer census(CensusOrder order) {
        censuses.add(order);
        return reachable(order.change().region()).counted();
    }

    private Workload reachable(Region region) {
        var workload = workload(region);
        if (!workload.reachable) {
            throw new ControlUnavailable("Region " + region + " was cut off by the test.");
        }
        return workload;
    }

    private Workload workload(Region region) {
        return workloads.computeIfAbsent(region, _ -> new Workload());
    }

    /** What runs in one region. */
    private static final class Workload {
        private final Map<String, Integer> servers = new TreeMap<>();
        private final Map<String, Integer> draining = new TreeMap<>();
        private final Set<IdempotencyKey> applied = new HashSet<>();
        private boolean reachable = true;
        private boolean drainsSlowly;
        private String refusal = "";
        private int runningAnswers;
        private long changeCount;

        private ControlAnswer answer(IdempotencyKey key, Runnable change) {
            if (!refusal.isEmpty()) {
                return new ControlAnswer.Refused(refusal);
            }
            if (applied.contains(key)) {
                return new ControlAnswer.Done();
            }
            if (runningAnswers > 0) {
                runningAnswers--;
                return new ControlAnswer.Running(Duration.ofSeconds(3));
            }
            applied.add(key);
            change.run();
            changeCount++;
            return new ControlAnswer.Done();
        }

        private void replaceAllBy(String version) {
            int all = servers.values().stream().mapToInt(Integer::intValue).sum();
            if (drainsSlowly) {
                servers.forEach((other, count) -> draining.merge(other, count, Integer::sum));
                draining.remove(version);
            }
            servers.clear();
            servers.put(version, all);
        }

        private void put(String version, int count) {
            if (count > 0) {
                servers.put(version, count);
            }
        }

        private CensusAnswer.Counted counted() {
            var versions = new ArrayList<VersionCount>();
            var names = new HashSet<>(servers.keySet());
            names.addAll(draining.keySet());
            names.stream()
                    .sorted(Comparator.naturalOrder())
                    .map(version ->
                            new VersionCount(
                                    version,
                                    servers.getOrDefault(version, 0),
                                    draining.getOrDefault(version, 0)))
                    .forEach(versions::add);
            return new CensusAnswer.Counted(versions);
        }
    }
}
