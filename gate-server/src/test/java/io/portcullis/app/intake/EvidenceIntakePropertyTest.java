package io.portcullis.app.intake;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.OLD;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static io.portcullis.app.intake.IntakeSetting.delta;
import static io.portcullis.app.intake.IntakeSetting.hello;
import static io.portcullis.app.intake.IntakeSetting.inRegion;
import static io.portcullis.app.intake.IntakeSetting.requests;
import static io.portcullis.app.intake.IntakeSetting.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.intake.RelayReport.Count;
import io.portcullis.app.intake.RelayReport.Result;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import io.portcullis.testing.UnsteadyEvidenceInbox;
import io.portcullis.testing.UnsteadyEvidenceInbox.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Nodes that count, restart, lose reports, say them twice and too late; a gate that is killed; a
 * store that refuses or loses its answer. Once everybody has had the last word, each event has been
 * counted once.
 */
final class EvidenceIntakePropertyTest {

    @ForAllSeeds(60)
    void countsEveryEventOnce(long seed) {
        var world = new World(seed);
        for (int step = 0; step < 150; step++) {
            world.step();
        }
        world.lastWords();

        assertThat(IntakeSetting.stored(world.inbox).counts()).isEqualTo(world.truth);
    }

    private static final class World {
        private final Random random;
        private final UnsteadyEvidenceInbox inbox =
                new UnsteadyEvidenceInbox(new InMemoryEvidenceInbox());
        private final SettableClock clock = new SettableClock(START);
        private final Map<VersionedCell, Counts> truth = new HashMap<>();
        private final List<Node> nodes = new ArrayList<>();
        private EvidenceIntake intake;

        World(long seed) {
            random = new Random(seed);
            intake = gate();
            for (int i = 0; i < 4; i++) {
                nodes.add(new Node(i % 2 == 0 ? WEST : EAST, "node-" + i));
            }
            nodes.forEach(Node::begin);
            flush();
        }

        void step() {
            clock.advance(Duration.ofMillis(500));
            nodes.forEach(Node::work);
            switch (random.nextInt(12)) {
                case 0 -> inbox.next(Next.FAILS_BEFORE);
                case 1 -> inbox.next(Next.FAILS_AFTER);
                case 2, 3 -> inbox.next(Next.WORKS);
                case 4 -> {
                    intake = gate();
                    nodes.forEach(Node::connect);
                }
                case 5 -> nodes.get(random.nextInt(nodes.size())).restart();
                default -> flush();
            }
        }

        void lastWords() {
            inbox.next(Next.WORKS);
            clock.advance(Duration.ofSeconds(1));
            nodes.forEach(Node::snapshotNow);
            flush();
        }

        private EvidenceIntake gate() {
            var made = new EvidenceIntake(List.of(DEFINITION), inbox, "gate", Duration.ZERO, clock);
            made.restore();
            return made;
        }

        private void flush() {
            try {
                intake.flush(SERVICE);
            } catch (StoreUnavailable _) {
                // The next flush tries again.
            }
        }

        private final class Node {
            private final Region region;
            private final String name;
            private final List<RelayReport> onTheWay = new ArrayList<>();
            private int process;
            private long sequence;
            private long good;
            private long bad;
            private RelaySession session;

            Node(Region region, String name) {
                this.region = region;
                this.name = name;
                this.session = connected();
            }

            /** Later ones are told apart from those of the process before by their time alone. */
            void begin() {
                sequence = 0;
                good = 0;
                bad = 0;
                snapshotNow();
            }

            void connect() {
                session = connected();
            }

            private RelaySession connected() {
                return intake.relay(hello(region, name, OLD, "epoch-" + process), _ -> {});
            }

            void work() {
                int more = random.nextInt(20);
                int worse = random.nextInt(5);
                good += more;
                bad += worse;
                truth.merge(inRegion(region, OLD), new Counts(more + worse, worse), Counts::plus);
                sequence++;
                var report =
                        random.nextInt(3) == 0
                                ? snapshot(sequence, clock.instant(), counts())
                                : delta(sequence, clock.instant(), counts());
                switch (random.nextInt(6)) {
                    case 0 -> onTheWay.add(report);
                    case 1 -> {}
                    case 2 -> {
                        session.report(report);
                        session.report(report);
                    }
                    default -> session.report(report);
                }
                if (!onTheWay.isEmpty() && random.nextInt(3) == 0) {
                    session.report(onTheWay.removeFirst());
                }
            }

            private Count[] counts() {
                return new Count[] {requests(Result.OK, good), requests(Result.FAILED, bad)};
            }

            void snapshotNow() {
                sequence++;
                session.report(snapshot(sequence, clock.instant(), counts()));
            }

            /** Ends in order: what it counted is stored before. */
            void restart() {
                inbox.next(Next.WORKS);
                snapshotNow();
                flush();
                onTheWay.clear();
                process++;
                clock.advance(Duration.ofMillis(1));
                connect();
                begin();
                flush();
            }
        }
    }
}
