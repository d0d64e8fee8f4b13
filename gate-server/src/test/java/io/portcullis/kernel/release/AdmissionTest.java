package io.portcullis.kernel.release;

import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.EAST;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static io.portcullis.kernel.rollout.RolloutFixture.protocol;
import static io.portcullis.kernel.rollout.RolloutFixture.release;
import static io.portcullis.kernel.rollout.RolloutFixture.running;
import static io.portcullis.kernel.rollout.RolloutFixture.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.release.Admission.ControlReach;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private final Facts facts = new Facts();

    @Test
    void admitsAReleaseNothingStandsAgainst() {
        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void namesEachMissingKeyWithItsRegion() {
        facts.keys.put(CENTRAL, keys("rpc.timeout"));

        assertThat(facts.reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.MISSING_CONFIGURATION_KEY);
                    assertThat(reason.place()).isEqualTo(CENTRAL);
                    assertThat(reason.details()).containsEntry("key", "rpc.relay.version");
                    assertThat(reason.text()).contains("eu-central").contains("rpc.relay.version");
                });
    }

    @Test
    void asksNoKeyOfARegionOutsideThePlan() {
        facts.planRegions = regions(WEST, CENTRAL);
        facts.keys.put(EAST, keys());

        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void doesNotAdmitWhatItCannotCheck() {
        facts.keys.remove(EAST);
        facts.running.remove(EAST);
        facts.unreadable.put(WEST, "connection refused");

        assertThat(facts.reasons())
                .extracting(Reason::type)
                .containsExactly(
                        ReasonType.ADMISSION_UNKNOWN,
                        ReasonType.ADMISSION_UNKNOWN,
                        ReasonType.ADMISSION_UNKNOWN);
    }

    @Test
    void needsNoKeysWhereNoneIsRequired() {
        facts.keys.clear();
        facts.release = withKeys(release());

        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void saysBothDirectionsOfAProtocolThatDoesNotMeet() {
        facts.release = withProtocols(release(), protocol(List.of(7), List.of(7)));

        assertThat(facts.reasons())
                .extracting(Reason::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("1.5.2 speaks 7").contains("only 6"),
                        text -> assertThat(text).contains("1.5.1 speaks 6").contains("only 7"));
    }

    @Test
    void refusesAProtocolThatMeetsInOneDirectionOnly() {
        facts.release = withProtocols(release(), protocol(List.of(7), List.of(6, 7)));

        assertThat(facts.reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.PROTOCOL_MISMATCH);
                    assertThat(reason.text())
                            .startsWith("1.5.2 speaks 7 of relay-rpc")
                            .contains("1.5.1 accepts only 6")
                            .contains("eu-central, us-east, us-west");
                });
    }

    @Test
    void checksEachVersionThatRunsSomewhere() {
        facts.running.put(
                EAST,
                new RunningRelease(
                        "example.test/media-server@sha256:0000",
                        "1.4.0",
                        "sha256:77de",
                        List.of(protocol(List.of(5), List.of(5)))));

        assertThat(facts.reasons())
                .hasSize(2)
                .allSatisfy(reason ->
                        assertThat(reason.text())
                                .contains("1.4.0")
                                .contains("together in us-east."));
    }

    @Test
    void believesWhatWasDerivedOverWhatWasDeclared() {
        var derived =
                new Protocol(
                        "relay-rpc",
                        new TreeSet<>(List.of(7)),
                        new TreeSet<>(List.of(6, 7)),
                        Protocol.Origin.DERIVED);
        facts.release = withProtocols(release(), derived, protocol(List.of(6, 7), List.of(6, 7)));

        assertThat(facts.reasons())
                .extracting(Reason::type)
                .containsExactly(ReasonType.PROTOCOL_MISMATCH);
    }

    @Test
    void wantsTwoRegionsInTheFirstStageOfAServiceWithLinks() {
        facts.firstStageRegions = regions(WEST);

        assertThat(facts.reasons())
                .extracting(Reason::type)
                .containsExactly(ReasonType.PLAN_COVERAGE);
    }

    @Test
    void isContentWithOneRegionWithoutLinksOrWherePolicySaysSo() {
        facts.firstStageRegions = regions(WEST);
        assertThat(facts.admission().inadmissible(new Policy(1, 30))).isEmpty();

        facts.service =
                new ServiceDefinition(
                        service().name(),
                        service().regions(),
                        new TreeSet<>(),
                        service().signals());

        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void neverPatchesWhatAnotherControllerOwns() {
        facts.owners = List.of(new WorkloadOwner(EAST, WorkloadOwner.Kind.ARGO_CD, "media"));
        assertThat(facts.reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.MANAGED_ELSEWHERE);
                    assertThat(reason.place()).isEqualTo(EAST);
                });

        facts.reach = ControlReach.ASKS_OWNER;
        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void runsOneRolloutOfAServiceAtATime() {
        facts.runningRollout = "rollouts/7f3a";

        assertThat(facts.reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.ROLLOUT_RUNNING);
                    assertThat(reason.details()).containsEntry("rollout", "rollouts/7f3a");
                });
    }

    @Test
    void saysEverythingAtOnce() {
        facts.keys.put(CENTRAL, keys());
        facts.release = withProtocols(release(), protocol(List.of(7), List.of(6, 7)));
        facts.firstStageRegions = regions(WEST);
        facts.owners = List.of(new WorkloadOwner(WEST, WorkloadOwner.Kind.FLUX, "media"));
        facts.runningRollout = "rollouts/7f3a";

        assertThat(facts.reasons())
                .extracting(Reason::type)
                .containsExactly(
                        ReasonType.MISSING_CONFIGURATION_KEY,
                        ReasonType.PROTOCOL_MISMATCH,
                        ReasonType.PLAN_COVERAGE,
                        ReasonType.MANAGED_ELSEWHERE,
                        ReasonType.ROLLOUT_RUNNING);
    }

    @Test
    void callsAnEmptyProtocolRangeMalformed() {
        assertThatThrownBy(() -> protocol(List.of(), List.of(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("protocols.spoken");
    }

    private static ConfigurationKeys keys(String... keys) {
        return new ConfigurationKeys(null, new TreeSet<>(List.of(keys)));
    }

    private static SortedSet<Region> regions(Region... regions) {
        return new TreeSet<>(List.of(regions));
    }

    private static Release withProtocols(Release release, Protocol... protocols) {
        return new Release(
                release.artifact(),
                release.version(),
                release.configuration(),
                release.requiredKeys(),
                List.of(protocols),
                release.changeClass(),
                release.author());
    }

    private static Release withKeys(Release release, String... keys) {
        return new Release(
                release.artifact(),
                release.version(),
                release.configuration(),
                new TreeSet<>(List.of(keys)),
                release.protocols(),
                release.changeClass(),
                release.author());
    }

    /** An admissible start; a test spoils what it is about. */
    private static final class Facts {

        private ServiceDefinition service = service();
        private Release release = release();
        private final SortedMap<Region, RunningRelease> running = new TreeMap<>(running());
        private final SortedMap<Region, ConfigurationKeys> keys =
                new TreeMap<>(
                        Map.of(
                                WEST, keys("rpc.relay.version", "rpc.timeout"),
                                CENTRAL, keys("rpc.relay.version"),
                                EAST, keys("rpc.relay.version")));
        private SortedSet<Region> planRegions = regions(WEST, CENTRAL, EAST);
        private SortedSet<Region> firstStageRegions = regions(WEST, CENTRAL);
        private List<WorkloadOwner> owners = List.of();
        private final SortedMap<Region, String> unreadable = new TreeMap<>();
        private ControlReach reach = ControlReach.PATCHES_WORKLOAD;
        private @Nullable String runningRollout;

        Admission admission() {
            return new Admission(
                    service,
                    release,
                    running,
                    keys,
                    planRegions,
                    firstStageRegions,
                    owners,
                    unreadable,
                    reach,
                    runningRollout);
        }

        List<Reason> reasons() {
            return admission().inadmissible(Policy.DEFAULT);
        }
    }
}
