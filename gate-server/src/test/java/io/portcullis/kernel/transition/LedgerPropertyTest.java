package io.portcullis.kernel.transition;

import static io.portcullis.kernel.transition.Processes.EU;
import static io.portcullis.kernel.transition.Processes.SESSIONS;
import static io.portcullis.kernel.transition.Processes.US;
import static io.portcullis.kernel.transition.Processes.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.RollCall;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.testing.ForAllSeeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** What holds of a ledger whatever happens in a world of servers that come, go, drain and fall silent. */
final class LedgerPropertyTest {

    private static final int LOOKS = 60;

    @ForAllSeeds(200)
    void doesNotDependOnTheOrderWithinALook(long seed) {
        var looks = new World(seed).looks();
        var ordered = Ledger.EMPTY;
        var shuffled = Ledger.EMPTY;
        var random = new Random(seed);

        for (LedgerLook look : looks) {
            ordered = ordered.after(look);
            shuffled = shuffled.after(shuffled(look, random));
            assertThat(shuffled).isEqualTo(ordered);
        }
    }

    @ForAllSeeds(200)
    void countsExactlyOnceWhoeverIsKilledWhen(long seed) {
        var looks = new World(seed).looks();
        var once = Ledger.EMPTY;
        var again = Ledger.EMPTY;
        var random = new Random(seed);

        for (int i = 0; i < looks.size(); i++) {
            once = once.after(looks.get(i));
            again = Ledger.of(again.after(looks.get(i)).bytes());
            again = again.after(looks.get(random.nextInt(i + 1)));
            assertThat(again).isEqualTo(once);
            assertThat(again.bytes()).isEqualTo(once.bytes());
        }
    }

    @ForAllSeeds(200)
    void neverCutsMoreThanWasCarriedNorWhatDrained(long seed) {
        var world = new World(seed);
        var ledger = Ledger.EMPTY;

        for (LedgerLook look : world.looks()) {
            ledger = ledger.after(look);
        }

        for (Replacement one : ledger.harm().replacements()) {
            for (CutWork cut : one.work()) {
                assertThat(cut.cutMin()).isBetween(0L, cut.cutMax());
                assertThat(cut.cutMax()).isLessThanOrEqualTo(cut.carried());
                assertThat(cut.carried()).isLessThanOrEqualTo(world.mostCarried(one));
                if (cut.left() == 0) {
                    assertThat(cut.cutMax()).isZero();
                }
            }
        }
        assertThat(
                        ledger.harm().sums(_ -> true).stream()
                                .mapToLong(harm -> harm.total().cutMax())
                                .sum())
                .isLessThanOrEqualTo(world.carriedByEnded());
    }

    @ForAllSeeds(200)
    void countsEveryRestartOfAServerThatTellsItsStart(long seed) {
        var world = new World(seed);
        var ledger = Ledger.EMPTY;

        for (LedgerLook look : world.looks()) {
            ledger = ledger.after(look);
        }

        assertThat(
                        ledger.harm().replacements().stream()
                                .filter(one -> one.process().startsWith("sure-"))
                                .count())
                .isEqualTo(world.sureReplacements());
    }

    private static LedgerLook shuffled(LedgerLook look, Random random) {
        var samples = new ArrayList<>(look.evidence().samples());
        var rollCalls = new ArrayList<>(look.evidence().rollCalls());
        samples.addAll(look.evidence().samples());
        Collections.shuffle(samples, random);
        Collections.shuffle(rollCalls, random);
        return new LedgerLook(
                look.look(),
                look.at(),
                look.length(),
                look.stage(),
                look.since(),
                new ProcessEvidence(samples, rollCalls),
                look.arms());
    }

    /** Servers that are replaced, restarted, scraped badly and moved, by chance. */
    private static final class World {
        private final Random random;
        private final List<LedgerLook> looks = new ArrayList<>();
        private final TreeMap<String, Server> servers = new TreeMap<>();
        private final TreeMap<String, Long> most = new TreeMap<>();
        private final List<ProcessSample> delayed = new ArrayList<>();
        private long carriedByEnded;
        private long sureReplacements;
        private int names;

        World(long seed) {
            random = new Random(seed);
            int count = 2 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                start("sure-" + i, Arm.STABLE, -50);
                start("pod-" + names++, Arm.STABLE, -50);
            }
            for (int look = 1; look <= LOOKS; look++) {
                step(look);
            }
        }

        List<LedgerLook> looks() {
            return looks;
        }

        long mostCarried(Replacement one) {
            return most.getOrDefault(one.process(), 0L);
        }

        long carriedByEnded() {
            return carriedByEnded;
        }

        long sureReplacements() {
            return sureReplacements;
        }

        private void start(String name, Arm arm, int look) {
            servers.put(name, new Server(arm, look, random.nextInt(300)));
        }

        private void step(int look) {
            var samples = new ArrayList<ProcessSample>(delayed);
            delayed.clear();
            for (String name : List.copyOf(servers.keySet())) {
                live(name, look, samples);
            }
            var calls =
                    random.nextInt(3) == 0
                            ? List.<RollCall>of()
                            : List.of(
                                    new RollCall(
                                            EU, "cluster", at(look), new TreeSet<>(podNames())));
            looks.add(
                    new LedgerLook(
                            look,
                            at(look),
                            Processes.LOOK,
                            1 + look / 30,
                            30 * (look / 30),
                            new ProcessEvidence(samples, calls),
                            Processes::arm));
        }

        private List<String> podNames() {
            return servers.keySet().stream().filter(name -> name.startsWith("pod-")).toList();
        }

        private void live(String name, int look, List<ProcessSample> samples) {
            boolean sure = name.startsWith("sure-");
            int chance = random.nextInt(20);
            boolean replaced = chance == 0 && mayEnd(servers.get(name), look);
            if (replaced) {
                replace(name, sure, look);
            }
            var server = servers.get(name);
            if (server == null) {
                return;
            }
            server.carried = next(server, random);
            if (chance > 1 || sure) {
                say(name, sure, look, chance == 2 ? delayed : samples, samples);
            }
        }

        private static boolean mayEnd(Server server, int look) {
            return look > 2 && look < LOOKS - 8 && look - server.started > 2;
        }

        /** By the other version, or by the same. */
        private void replace(String name, boolean sure, int look) {
            var arm = servers.get(name).arm;
            carriedByEnded += most.getOrDefault(name, 0L);
            var next = random.nextInt(3) == 0 ? arm : other(arm);
            if (sure) {
                sureReplacements += next == Arm.STABLE && arm == Arm.STABLE ? 0 : 1;
                start(name, next, look);
            } else {
                servers.remove(name);
                start("pod-" + names++, next, look);
            }
        }

        private void say(
                String name,
                boolean sure,
                int look,
                List<ProcessSample> unsure,
                List<ProcessSample> certain) {
            var server = servers.get(name);
            most.merge(name, server.carried, Math::max);
            (sure ? certain : unsure).add(sample(name, sure, server, look));
        }

        private static Arm other(Arm arm) {
            return arm == Arm.CANARY ? Arm.STABLE : Arm.CANARY;
        }

        private static long next(Server server, Random random) {
            return random.nextInt(10) == 0
                    ? 0
                    : Math.max(0, server.carried + random.nextInt(21) - 10);
        }

        private static ProcessSample sample(String name, boolean sure, Server server, int look) {
            var region = sure ? US : EU;
            return new ProcessSample(
                    region,
                    name,
                    "metrics",
                    at(look),
                    "",
                    at(server.started),
                    new Origin.OfArm(server.arm),
                    Duty.SERVING,
                    List.of(
                            new Carried(SESSIONS, server.carried),
                            new Carried(Work.of("rooms"), 0)));
        }
    }

    private static final class Server {
        private final Arm arm;
        private final int started;
        private long carried;

        Server(Arm arm, int started, long carried) {
            this.arm = arm;
            this.started = started;
            this.carried = carried;
        }
    }
}
