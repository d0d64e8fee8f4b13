package io.portcullis.cli.file;

import io.portcullis.v1.ChangeClass;
import io.portcullis.v1.ContractOrigin;
import io.portcullis.v1.Protocol;
import io.portcullis.v1.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code release} of a rollout file. */
public record ReleaseText(
        String artifact,
        String version,
        String configuration,
        @Nullable List<String> requiredKeys,
        @Nullable List<ProtocolText> protocols,
        @Nullable ChangeClassText changeClass,
        @Nullable String author) {
    public ReleaseText {
        Rules.text(artifact, "artifact");
        Rules.text(version, "version");
        Rules.text(configuration, "configuration");
        requiredKeys = Rules.list(requiredKeys);
        protocols = Rules.list(protocols);
    }

    /** As the wire says it. */
    public Release toRelease() {
        return Release.newBuilder()
                .setArtifact(artifact)
                .setVersion(version)
                .setConfiguration(configuration)
                .addAllRequiredKeys(Rules.list(requiredKeys))
                .addAllProtocols(
                        Rules.list(protocols).stream().map(ProtocolText::toProtocol).toList())
                .setChangeClass(
                        changeClass == null
                                ? ChangeClass.CHANGE_CLASS_UNSPECIFIED
                                : ChangeClass.valueOf("CHANGE_CLASS_" + changeClass.name()))
                .setAuthor(author == null ? "" : author)
                .build();
    }

    /** Kinds of change. */
    public enum ChangeClassText {
        NORMAL,
        HOTFIX,
        EMERGENCY,
        CONFIG,
        RESTART,
        STATEFUL_UPGRADE
    }

    /** Where a part of the contract comes from. */
    public enum OriginText {
        DECLARED,
        DERIVED
    }

    /** Versions of one protocol that a release speaks and accepts. */
    public record ProtocolText(
            String name,
            List<Integer> spoken,
            List<Integer> accepted,
            @Nullable OriginText origin) {
        public ProtocolText {
            Rules.text(name, "name");
            spoken = Rules.some(spoken, "spoken");
            accepted = Rules.some(accepted, "accepted");
        }

        /** As the wire says it. */
        Protocol toProtocol() {
            return Protocol.newBuilder()
                    .setName(name)
                    .addAllSpoken(spoken)
                    .addAllAccepted(accepted)
                    .setOrigin(
                            origin == null
                                    ? ContractOrigin.CONTRACT_ORIGIN_UNSPECIFIED
                                    : ContractOrigin.valueOf("CONTRACT_ORIGIN_" + origin.name()))
                    .build();
        }
    }
}
