package io.portcullis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a running server wrote into its state directory: {@code {"address":"127.0.0.1:7443","tokenFile":"…"}}.
 *
 * @param address host and port of gRPC
 * @param tokenFile where its token is; empty when it wants none
 */
record ServerFile(ServerAddress address, Optional<Path> tokenFile) {
    static final String NAME = "server.json";

    static ServerFile read(Path file) {
        try {
            JsonNode node = new ObjectMapper().readTree(file.toFile());
            String tokenFile = node.path("tokenFile").asText("");
            return new ServerFile(
                    ServerAddress.parse(node.path("address").asText("")),
                    tokenFile.isEmpty()
                            ? Optional.empty()
                            : Optional.of(file.resolveSibling(tokenFile)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    file
                            + " does not say where the server is: "
                            + e.getMessage()
                            + ". Start the server anew, or give --server.",
                    e);
        }
    }
}
