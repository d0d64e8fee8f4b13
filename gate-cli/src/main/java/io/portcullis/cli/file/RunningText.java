package io.portcullis.cli.file;

import io.portcullis.cli.file.ReleaseText.ProtocolText;
import io.portcullis.v1.RunningRelease;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs before the rollout, in a rollout file; {@code regions} names those where something else runs. */
public record RunningText(
        String artifact,
        String version,
        String configuration,
        @Nullable List<ProtocolText> protocols,
        @Nullable Map<String, RunningText> regions) {
    public RunningText {
        Rules.text(artifact, "artifact");
        Rules.text(version, "version");
        Rules.text(configuration, "configuration");
        protocols = Rules.list(protocols);
        regions = Rules.map(regions);
    }

    /** As the wire says it. */
    public RunningRelease toRunning() {
        return RunningRelease.newBuilder()
                .setArtifact(artifact)
                .setVersion(version)
                .setConfiguration(configuration)
                .addAllProtocols(
                        Rules.list(protocols).stream().map(ProtocolText::toProtocol).toList())
                .build();
    }
}
