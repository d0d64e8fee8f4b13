package io.portcullis.app.mesh;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.IntakeSetting;
import io.portcullis.app.intake.RelayReport;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelaySession;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.structure.RelayPull;
import io.portcullis.kernel.relay.structure.StructureCheck;
import io.portcullis.kernel.relay.structure.StructureFinding;
import io.portcullis.kernel.relay.structure.StructureMemory;
import io.portcullis.kernel.relay.structure.StructureReport;
import io.portcullis.kernel.relay.structure.StructureRules;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A small mesh that rewires itself, whose nodes report on a bad road: reports are dropped, said
 * twice, overtaken and late; nodes restart, and some lie.
 */
final class MutatedMesh {

    /** Whether nodes always say what is so. */
    enum Honesty {
        HONEST,
        LYING
    }

    static final int SECONDS = 90;

    final Random random;
    final Honesty honesty;
    final List<MutatedNode> nodes = new ArrayList<>();
    final List<String> tracks;
    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final SettableClock clock = new SettableClock(IntakeSetting.START);
    private final EvidenceIntake intake =
            new EvidenceIntake(
                    List.of(IntakeSetting.DEFINITION), inbox, "gate", Duration.ZERO, clock);
    private final StructureRules rules = StructureRules.of(Collections.emptySortedSet());
    private final List<OnTheWay> onTheWay = new ArrayList<>();
    private final Map<NodeId, Heard> heard = new HashMap<>();

    /** What was really so, second by second: the source each node pulled each track from. */
    private final List<Set<Pull>> truth = new ArrayList<>();

    private StructureMemory memory = StructureMemory.NONE;

    MutatedMesh(long seed, Honesty honesty) {
        this.random = new Random(seed);
        this.honesty = honesty;
        this.tracks = List.of("t1", "t2").subList(0, 1 + random.nextInt(2));
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var region = random.nextBoolean() ? IntakeSetting.WEST : IntakeSetting.EAST;
            nodes.add(new MutatedNode(this, new NodeId(region, "n" + i)));
        }
        nodes.forEach(MutatedNode::begin);
    }

    Instant now() {
        return clock.instant();
    }

    MutatedNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /** One second; gives what the check found when it looked then. */
    void second() {
        clock.advance(Duration.ofSeconds(1));
        if (random.nextInt(9) == 0) {
            anyNode().rewire();
        }
        if (random.nextInt(60) == 0) {
            anyNode().restart();
        }
        nodes.forEach(MutatedNode::reportWhenDue);
        truth.add(pulls());
        deliver();
    }

    private Set<Pull> pulls() {
        var pulls = new HashSet<Pull>();
        for (MutatedNode node : nodes) {
            node.pulls().forEach((track, source) -> pulls.add(new Pull(node.id, source, track)));
        }
        return pulls;
    }

    RelaySession connect(NodeId node, String epoch) {
        return intake.relay(IntakeSetting.helloOf(node.region(), node.node(), epoch), _ -> {});
    }

    /** On the bad road. */
    void send(Sent sent) {
        switch (random.nextInt(12)) {
            case 0 -> {
                // Dropped.
            }
            case 1 -> {
                onTheWay.add(new OnTheWay(now(), sent));
                onTheWay.add(new OnTheWay(now().plusSeconds(random.nextInt(20)), sent));
            }
            case 2 -> onTheWay.add(new OnTheWay(now().plusSeconds(random.nextInt(50)), sent));
            case 3 -> onTheWay.addFirst(new OnTheWay(now().plusSeconds(16), sent));
            default -> onTheWay.add(new OnTheWay(now(), sent));
        }
    }

    private void deliver() {
        var due = onTheWay.stream().filter(it -> !it.at().isAfter(now())).toList();
        onTheWay.removeAll(due);
        for (OnTheWay arrived : due) {
            var sent = arrived.sent();
            boolean refused = false;
            try {
                if (sent.session().report(sent.report()).snapshotWanted()) {
                    sent.from().snapshotWanted();
                }
            } catch (RequestRefused _) {
                refused = true;
            }
            var known = heard.computeIfAbsent(sent.from().id, _ -> new Heard());
            if (refused == sent.from().epoch().equals(sent.epoch())) {
                throw new AssertionError(
                        "a report of the newest process was refused, or an old not");
            }
            known.hear(sent, now());
        }
    }

    StructureReport look() {
        intake.flush(IntakeSetting.SERVICE);
        var reports = RelayReports.of(inbox.relayNodes(IntakeSetting.SERVICE));
        var checked = StructureCheck.at(now(), reports, rules, memory);
        memory = checked.memory();
        return checked.report();
    }

    /** Loops that the reports show which have come, by an account of its own. */
    Map<Set<RelayPull>, Integer> expectedLoops() {
        Collection<ClaimedView> views = new ArrayList<>();
        for (MutatedNode node : nodes) {
            var known = heard.get(node.id);
            if (known != null && known.epoch.equals(node.epoch()) && known.claimed != null) {
                views.add(known.claimed);
            }
        }
        return new BruteForceLoops(now(), views).loops();
    }

    /** Whether all edges of the loop really were there at once at some second. */
    boolean everWas(StructureFinding loop) {
        return truth.stream()
                .anyMatch(pulls ->
                        tracks.stream()
                                .anyMatch(track ->
                                        loop.edges().stream()
                                                .allMatch(edge ->
                                                        pulls.contains(
                                                                new Pull(
                                                                        edge.destination(),
                                                                        edge.source(),
                                                                        track)))));
    }

    /** A report on its way, and the whole view it stands for. */
    record Sent(
            MutatedNode from,
            RelaySession session,
            String epoch,
            RelayReport report,
            ClaimedView claimed) {}

    private record OnTheWay(Instant at, Sent sent) {}

    private record Pull(NodeId destination, NodeId source, String track) {}

    /** Which of a node's views is known: nothing is merged here, views were kept whole. */
    private static final class Heard {
        private String epoch = "";
        private long last;
        private ClaimedView claimed;

        void hear(Sent sent, Instant now) {
            if (!sent.epoch().equals(sent.from().epoch())) {
                return;
            }
            if (!epoch.equals(sent.epoch())) {
                epoch = sent.epoch();
                last = 0;
                claimed = null;
            }
            long sequence = sent.report().sequence();
            if (sequence <= last) {
                return;
            }
            boolean complete =
                    sent.report().kind() == Kind.SNAPSHOT
                            || sequence == 1
                            || (claimed != null && sequence == last + 1);
            last = sequence;
            claimed = complete ? new ClaimedView(sent.from().id, now, sent.claimed().view()) : null;
        }
    }
}
