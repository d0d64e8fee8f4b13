package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.mesh.MeshDefinition;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.structure.DeclaredPairs;
import io.portcullis.kernel.relay.structure.DeclaredPairs.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service may say of its relay mesh. */
final class MeshReaderTest {

    @TempDir private Path directory;

    private GateConfiguration read(String mesh) throws IOException {
        String text =
                """
                portcullis:
                  regions: {eu-west: {}, us-east: {}}
                  services:
                    media-server: {%ssignals: [{name: requests}]}
                """
                        .formatted(mesh);
        Path file = Files.writeString(directory.resolve("gate.yml"), text);
        return ConfigurationReader.read(file, Map.of(), directory);
    }

    private MeshDefinition mesh(String text) throws IOException {
        return read(text).services().get(new ServiceName("media-server")).mesh();
    }

    @Test
    void brokenStructureHoldsAndConfigurationsAreNotJudgedByDefault() throws IOException {
        var mesh = mesh("");

        assertThat(mesh).isEqualTo(MeshDefinition.of(mesh.service()));
        assertThat(mesh.effect()).isEqualTo(Effect.HOLD);
        assertThat(mesh.configurations()).isEqualTo(DeclaredPairs.NONE);
    }

    @Test
    void effectAndPairsAreUnderstood() throws IOException {
        var mesh =
                mesh(
                        "mesh: {effect: NO_START, compatibleConfigurations:"
                                + " ['sha256:77 <-> sha256:90', 'sha256:90<->sha256:91']}, ");

        assertThat(mesh.effect()).isEqualTo(Effect.NO_START);
        assertThat(mesh.configurations().pairs())
                .isEqualTo(
                        Set.of(
                                new Pair("sha256:77", "sha256:90"),
                                new Pair("sha256:90", "sha256:91")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:77", "sha256:77 <->", "a <-> b <-> c"})
    void whatIsNoPairStopsTheStart(String wrong) {
        assertThatThrownBy(() -> read("mesh: {compatibleConfigurations: ['" + wrong + "']}, "))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(
                        "portcullis.services.media-server: mesh.compatibleConfigurations has '"
                                + wrong
                                + "'; must be two digests");
    }

    @Test
    void effectThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> read("mesh: {effect: PANIC}, "))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.services.media-server.mesh.effect is 'PANIC'");
    }
}
