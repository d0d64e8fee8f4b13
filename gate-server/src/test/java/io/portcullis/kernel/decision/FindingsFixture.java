package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.Coverage;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.Finding;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A look at which everything passes; a test spoils what it is about. */
final class FindingsFixture {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final Region WEST = new Region("us-west");
    static final Region CENTRAL = new Region("eu-central");
    static final Region LONELY = new Region("ap-south");
    static final StreamKey LINK =
            new StreamKey(
                    new SignalName("track-acquire"),
                    new Link(CENTRAL, WEST),
                    Optional.of(ArmPair.NEW_OLD));
    static final StreamKey REQUESTS =
            new StreamKey(new SignalName("requests"), WEST, Optional.empty());

    private static final double LOG_PASS = Math.log(20);
    private static final Margin MARGIN = new Margin(3, 0.001);

    private final List<GroupFinding> groups = new ArrayList<>();
    private final List<GroupKey> regressed = new ArrayList<>();
    private final List<GroupKey> sure = new ArrayList<>();
    private final List<GroupKey> blocked = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private StageProgress progress = FindingsFixture.stage(1, 180, 180, 360);
    private final Map<Cell, Counts> heard = new HashMap<>();
    private final SortedSet<Region> newOnly = new TreeSet<>();
    private Fitness environment = Fitness.FIT;
    private RolloutStructure structure = RolloutStructure.NONE;
    private boolean failed;
    private SharedHarmPolicy whenSharedHarm = SharedHarmPolicy.ABORT;
    private AttributionFixture attribution = new AttributionFixture();

    FindingsFixture() {
        var counts = new Counts(10, 0);
        heard.put(new Cell.InRegion(REQUESTS.signal(), WEST, Arm.CANARY), counts);
        heard.put(new Cell.InRegion(REQUESTS.signal(), WEST, Arm.STABLE), counts);
        heard.put(
                new Cell.OnLink(LINK.signal(), new Link(LONELY, WEST), Arm.STABLE, Arm.CANARY),
                counts);
        groups.add(finding(LINK, new Role.Required(), pass(LOG_PASS, 0, 0), seen(500)));
        groups.add(finding(REQUESTS, new Role.Required(), pass(LOG_PASS, 0, 0), seen(5000)));
    }

    /** Where a rollout of looks of 10 s is. */
    static StageProgress stage(int stage, int looksOpen, int bakeLooks, int looksBefore) {
        return new StageProgress(stage, looksOpen, bakeLooks, looksBefore, Duration.ofSeconds(10));
    }

    FindingsFixture progress(StageProgress newProgress) {
        progress = newProgress;
        return this;
    }

    FindingsFixture failing(GroupKey key) {
        failed = true;
        regressed.add(key);
        return this;
    }

    /** So bad that closed testing names it. */
    FindingsFixture failingSurely(GroupKey key) {
        sure.add(key);
        return failing(key);
    }

    /** Only links together are bad enough. */
    FindingsFixture failingOnAllLinks() {
        var all = new AggregateKey(LINK.signal(), Level.ALL_LINKS, Optional.empty(), LINK.pair());
        groups.add(finding(all, new Role.Watched(), Optional.empty(), seen(500)));
        return failing(all);
    }

    FindingsFixture failingTogether() {
        failed = true;
        return this;
    }

    FindingsFixture attributed(AttributionFixture given) {
        attribution = given;
        return this;
    }

    FindingsFixture whenSharedHarm(SharedHarmPolicy wanted) {
        whenSharedHarm = wanted;
        return this;
    }

    FindingsFixture in(Fitness newEnvironment) {
        environment = newEnvironment;
        return this;
    }

    FindingsFixture blocked(GroupKey key) {
        blocked.add(key);
        return this;
    }

    FindingsFixture silent(Predicate<Cell> who) {
        heard.keySet().removeIf(who);
        return this;
    }

    /** The stage leaves no old version in this region. */
    FindingsFixture newOnly(Region region) {
        newOnly.add(region);
        return this;
    }

    FindingsFixture gap(Region region) {
        gaps.add(new Gap(region, Gap.Cause.UNREACHABLE, "connection refused"));
        return this;
    }

    FindingsFixture shortOf(GroupKey key, double attempts, double looks) {
        return replace(
                finding(key, new Role.Required(), pass(LOG_PASS / 2, looks, attempts), seen(500)));
    }

    FindingsFixture undecidable(GroupKey key, double factor) {
        return replace(finding(key, new Role.Undecidable(factor), Optional.empty(), seen(500)));
    }

    FindingsFixture uncovered(GroupKey key, double attempts, double looks) {
        return replace(
                finding(
                        key,
                        new Role.Required(),
                        pass(LOG_PASS, 0, 0),
                        new Coverage(attempts, 5, looks)));
    }

    /** Nothing that was counted is asked for a PASS. */
    FindingsFixture nothingRequired() {
        groups.replaceAll(group ->
                finding(group.key(), new Role.Watched(), Optional.empty(), group.coverage()));
        return this;
    }

    FindingsFixture manyUndecided(int count) {
        for (int number = 0; number < count; number++) {
            var key =
                    new StreamKey(
                            new SignalName("requests"), new Region("r" + number), Optional.empty());
            groups.add(
                    finding(key, new Role.Required(), pass(0, number, 100.0 * number), seen(500)));
        }
        return this;
    }

    FindingsFixture structure(RolloutStructure newStructure) {
        structure = newStructure;
        return this;
    }

    Look look() {
        var release =
                new ReleaseEvidence(
                        failed ? 12 : 1, Math.log(125), 301, 3, failed, regressed, likely(), sure);
        var findings =
                new LookFindings(
                        progress.looksOpen(),
                        progress.stage(),
                        progress.looksOpen(),
                        progress.bakeLooks(),
                        release,
                        attribution.build(),
                        groups,
                        blocked);
        var evidence = new LookEvidence(START, Map.of(), gaps, Map.of());
        return new Look(
                progress,
                new TreeSet<>(Set.of(WEST)),
                newOnly,
                whenSharedHarm,
                findings,
                evidence,
                look -> START.plusSeconds(10L * look),
                count -> List.of(LookEvidence.of(START, heard)),
                environment,
                structure);
    }

    private List<GroupKey> likely() {
        return regressed.stream().filter(key -> key.level().isBase()).toList();
    }

    private FindingsFixture replace(GroupFinding finding) {
        groups.replaceAll(group -> group.key().equals(finding.key()) ? finding : group);
        return this;
    }

    private static GroupFinding finding(
            GroupKey key, Role role, Optional<PassEvidence> pass, Coverage coverage) {
        var fail =
                new FailEvidence(
                        0.01,
                        16,
                        0.9,
                        301,
                        4.2,
                        OptionalDouble.of(150),
                        new Margin(1.1, 1e-4),
                        OptionalInt.of(14));
        return new GroupFinding(
                key,
                Finding.UNDECIDED,
                role,
                new Window(1000, 301, 12_000, 24),
                Optional.of(fail),
                pass,
                coverage,
                OldArmHealth.HEALTHY);
    }

    private static Optional<PassEvidence> pass(double log, double looks, double attempts) {
        return Optional.of(new PassEvidence(MARGIN, log, LOG_PASS, looks, attempts));
    }

    private static Coverage seen(double attempts) {
        return new Coverage(attempts, 5, 0);
    }
}
