package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.portcullis.port.control.ReleaseReference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateVersionTest {

    private static final String LABEL = "app.kubernetes.io/version";

    @Test
    void readsTheLabelFirst() {
        assertThat(TemplateVersion.said(template(Map.of(LABEL, "1.5.1"), "a:9"), LABEL))
                .contains("1.5.1");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.test:5000/media,               latest",
        "registry.example.test:5000/media:1.5.1,         1.5.1",
        "media:1.5.1@sha256:4be1,                        sha256:4be1",
        "media@sha256:4be1,                              sha256:4be1",
    })
    void readsDigestOrTagOfTheImage(String image, String version) {
        assertThat(TemplateVersion.said(template(Map.of(), image), LABEL)).contains(version);
    }

    @ParameterizedTest
    @CsvSource({
        "media:1.5.1,              media:1.5.1,               true",
        "media:1.5.1,              media:1.5.2,               false",
        "mirror/media@sha256:4be1, media:1.5.1@sha256:4be1,   true",
        "media@sha256:4be1,        media@sha256:90aa,         false",
        "media:1.5.1,              media:1.5.1@sha256:4be1,   false",
    })
    void comparesArtifactsByDigest(String image, String artifact, boolean same) {
        var release = new ReleaseReference("1.5.1", artifact, "c");

        assertThat(TemplateVersion.hasArtifact(template(Map.of(), image), release)).isEqualTo(same);
    }

    private static JsonNode template(Map<String, String> labels, String image) {
        return PodTemplates.tree(
                new PodTemplateSpecBuilder()
                        .withNewMetadata()
                        .addToLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("server")
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .build());
    }
}
