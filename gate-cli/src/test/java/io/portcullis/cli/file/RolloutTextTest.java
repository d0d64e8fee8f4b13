package io.portcullis.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.cli.CommandFailure;
import io.portcullis.v1.ChangeClass;
import io.portcullis.v1.Driver;
import io.portcullis.v1.Mode;
import io.portcullis.v1.StartRolloutRequest;
import org.junit.jupiter.api.Test;

final class RolloutTextTest {
    private static final String ROLLOUT =
            """
            service: media-server
            release:
              artifact: example.test/media-server@sha256:4be1
              version: "1.5.2"
              configuration: sha256:90aa
              requiredKeys: [rpc.relay.version]
              protocols:
                - {name: relay-rpc, spoken: [7], accepted: [6, 7], origin: DERIVED}
              changeClass: HOTFIX
            running:
              artifact: example.test/media-server@sha256:11c0
              version: "1.5.1"
              configuration: sha256:77de
              regions: {eu-central: {artifact: a, version: "1.5.0", configuration: c}}
            configurationKeys:
              us-west: [rpc.timeout, rpc.relay.version]
            plan:
              mode: ENFORCE
              driver: PIPELINE
              control: hook
              stages:
                - {name: pair, regions: [us-west, eu-central], canaryShare: 0.05, bake: 30m, holdLimit: 60 looks}
                - {name: all, regions: ALL, canaryShare: 1.0, bake: 180 looks, holdLimit: 24h}
            """;

    @Test
    void readsAWholeRollout() {
        StartRolloutRequest request = read(ROLLOUT).toRequest();

        assertThat(request.getRelease().getChangeClass())
                .isEqualTo(ChangeClass.CHANGE_CLASS_HOTFIX);
        assertThat(request.getPlan().getMode()).isEqualTo(Mode.MODE_ENFORCE);
        assertThat(request.getPlan().getDriver()).isEqualTo(Driver.DRIVER_PIPELINE);
        assertThat(request.getPlan().getStages(0).getBake().getDuration().getSeconds())
                .isEqualTo(1800);
        assertThat(request.getPlan().getStages(0).getHoldLimit().getLooks()).isEqualTo(60);
        assertThat(request.getPlan().getStages(1).getAllRegions()).isTrue();
        assertThat(request.getRunningByRegionOrThrow("eu-central").getVersion()).isEqualTo("1.5.0");
        assertThat(request.getConfigurationKeysOrThrow("us-west").getKeysList())
                .contains("rpc.relay.version");
    }

    @Test
    void namesLineAndKnownFieldsOfAnUnknownOne() {
        assertThatThrownBy(
                        () -> read(ROLLOUT.replace("changeClass: HOTFIX", "changeKlass: HOTFIX")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("rollout.yaml:9")
                .hasMessageContaining("release.changeKlass")
                .hasMessageContaining("changeClass");
    }

    @Test
    void namesFieldAndRuleOfABadValue() {
        assertThatThrownBy(() -> read(ROLLOUT.replace("canaryShare: 0.05", "canaryShare: 5")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("plan.stages[0]")
                .hasMessageContaining("canaryShare is 5.0; must be");
        assertThatThrownBy(() -> read(ROLLOUT.replace("bake: 30m", "bake: soon")))
                .hasMessageContaining("plan.stages[0].bake")
                .hasMessageContaining("180 looks");
    }

    @Test
    void refusesAFieldGivenTwiceAndOneThatIsMissing() {
        assertThatThrownBy(() -> read(ROLLOUT + "service: other\n"))
                .hasMessageContaining("service");
        assertThatThrownBy(() -> read(ROLLOUT.replace("service: media-server\n", "")))
                .hasMessageContaining("service is missing");
    }

    @Test
    void refusesAWordWhereANumberBelongs() {
        assertThatThrownBy(() -> read(ROLLOUT.replace("spoken: [7]", "spoken: [seven]")))
                .hasMessageContaining("release.protocols[0].spoken[0]");
    }

    private static RolloutText read(String text) {
        return YamlText.read("rollout.yaml", text, RolloutText.class);
    }
}
