package io.portcullis.wiring;

import io.grpc.ManagedChannel;
import io.portcullis.v1.Result;
import io.portcullis.wiring.RelayNodeClient.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Regions whose relay nodes report to the gate. Traffic is paced by the gate: a round is sent
 * when the one before is stored, which is once a look. Counts are the same in every run.
 */
final class RelayWorld implements AutoCloseable {

    static final String SERVICE = "media-server";
    static final List<String> REGIONS = List.of("eu-central", "us-east", "us-west");
    static final String OLD = "1.5.1";
    static final String NEW = "1.5.2";

    static final String CONFIGURATION =
            """
            portcullis:
              services:
                media-server:
                  links: ALL_ORDERED_PAIRS
                  signals:
                    - {name: track-acquire, kind: RATIO, place: LINK}
                    - {name: requests, kind: RATIO, place: REGION}
              regions:
                eu-central: {}
                us-east: {}
                us-west: {}
            """;

    private static final int REQUESTS = 200;
    private static final int ACQUIRES = 60;

    private final List<String> regions;
    private final int traffic;
    private final Map<String, RelayNodeClient> nodes = new TreeMap<>();
    private final Map<String, Boolean> canaries = new ConcurrentHashMap<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicLong oldRequests = new AtomicLong();
    private volatile int mixedLinksFailPercent;
    private volatile boolean running;
    private volatile ManagedChannel channel;
    private Thread thread = new Thread();

    RelayWorld(ManagedChannel channel) {
        this(channel, REGIONS, 1);
    }

    /**
     * @param traffic times as much as usual
     */
    RelayWorld(ManagedChannel channel, List<String> regions, int traffic) {
        this.channel = channel;
        this.regions = List.copyOf(regions);
        this.traffic = traffic;
        for (String region : regions) {
            nodes.put(region + "/old", new RelayNodeClient(SERVICE, region, region + "-old", OLD));
        }
    }

    void canary(String region) {
        canaries.put(region, true);
    }

    void restored(String region) {
        canaries.remove(region);
    }

    boolean hasCanary(String region) {
        return canaries.containsKey(region);
    }

    void mixedLinksFail(int percent) {
        mixedLinksFailPercent = percent;
    }

    /** Requests that old nodes of one region have counted so far. */
    long oldRequests() {
        return oldRequests.get();
    }

    /** Begins to send rounds; after a break too. */
    void resume(ManagedChannel newChannel) {
        channel = newChannel;
        nodes.values().forEach(node -> node.connect(newChannel));
        running = true;
        thread = Thread.ofVirtual().name("world").start(this::send);
    }

    /** Sends no more rounds; the last one is stored, unless the gate has gone. */
    void pause() throws InterruptedException {
        running = false;
        thread.join();
    }

    void awaitRounds(int more) throws InterruptedException {
        int goal = rounds.get() + more;
        synchronized (rounds) {
            while (rounds.get() < goal && running) {
                rounds.wait(1_000);
            }
        }
    }

    private void send() {
        try {
            while (running) {
                round();
                List<RelayNodeClient> all = new ArrayList<>(nodes.values());
                all.forEach(RelayNodeClient::report);
                for (RelayNodeClient node : all) {
                    if (!node.awaitStored()) {
                        running = false;
                    }
                }
                synchronized (rounds) {
                    rounds.incrementAndGet();
                    rounds.notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            running = false; // the stream is closed: the gate has gone
        }
    }

    private void round() {
        oldRequests.addAndGet((long) REQUESTS * traffic);
        for (String region : regions) {
            for (String version : versions(region)) {
                RelayNodeClient node = node(region, version);
                count(node, new Far("requests", "", ""), REQUESTS * traffic, 0);
                for (String source : regions) {
                    if (!source.equals(region)) {
                        link(node, source, version);
                    }
                }
            }
        }
    }

    private void link(RelayNodeClient node, String source, String version) {
        for (String far : versions(source)) {
            int percent = far.equals(version) ? 0 : mixedLinksFailPercent;
            String name = source + (far.equals(NEW) ? "-new" : "-old");
            count(node, new Far("track-acquire", source, name), ACQUIRES * traffic, percent);
        }
    }

    private static void count(RelayNodeClient node, Far far, int attempts, int failPercent) {
        long bad = Math.round(attempts * failPercent / 100.0);
        node.count(far.with(Result.RESULT_OK), attempts - bad);
        node.count(far.with(Result.RESULT_FAILED), bad);
    }

    /** What is counted with whom; nobody for a signal of the region itself. */
    private record Far(String signal, String sourceRegion, String sourceNode) {
        Counted with(Result result) {
            return new Counted(signal, sourceRegion, sourceNode, result);
        }
    }

    private List<String> versions(String region) {
        return hasCanary(region) ? List.of(OLD, NEW) : List.of(OLD);
    }

    private RelayNodeClient node(String region, String version) {
        return nodes.computeIfAbsent(
                region + (version.equals(NEW) ? "/new" : "/old"),
                _ -> {
                    var node = new RelayNodeClient(SERVICE, region, region + "-new", NEW);
                    node.connect(channel);
                    return node;
                });
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
