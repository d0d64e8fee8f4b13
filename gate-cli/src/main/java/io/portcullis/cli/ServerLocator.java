package io.portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the server and its token: what the command line says, else the environment, else the server of this machine. */
public final class ServerLocator {
    private final Map<String, String> environment;
    private final Path home;

    ServerLocator(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Where it is and what it wants to see. Throws {@link CommandFailure} when nothing says so. */
    ConnectionSettings locate(
            @Nullable String server, @Nullable Path tokenFile, @Nullable Path caFile) {
        Optional<String> address = Optional.ofNullable(server).or(() -> variable("GATE_SERVER"));
        Optional<Path> token =
                Optional.ofNullable(tokenFile).or(() -> variable("GATE_TOKEN_FILE").map(Path::of));
        Optional<Path> authorities =
                Optional.ofNullable(caFile).or(() -> variable("GATE_CA_FILE").map(Path::of));
        Optional<ServerFile> local = local();
        ServerAddress found =
                address.map(ServerLocator::parse)
                        .or(() -> local.map(ServerFile::address))
                        .orElseThrow(this::noServer);
        Optional<Path> tokenFound =
                token.or(() ->
                        local.filter(l -> l.address().equals(found))
                                .flatMap(ServerFile::tokenFile));
        return new ConnectionSettings(found, tokenFound.map(ServerLocator::token), authorities);
    }

    /** The server that keeps its state in this directory; empty until it says how to reach it. */
    public static Optional<ConnectionSettings> inState(Path directory) {
        Path file = directory.resolve(ServerFile.NAME);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        ServerFile server = ServerFile.read(file);
        return Optional.of(
                new ConnectionSettings(
                        server.address(),
                        server.tokenFile().map(ServerLocator::token),
                        Optional.empty()));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
    }

    private Optional<ServerFile> local() {
        Path file = StateDirectory.of(environment, home).resolve(ServerFile.NAME);
        return Files.isReadable(file) ? Optional.of(ServerFile.read(file)) : Optional.empty();
    }

    private CommandFailure noServer() {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "No server is known. Start one here with \"gate server\", or name one with --server host:port or GATE_SERVER."
                        + " Looked for "
                        + StateDirectory.of(environment, home).resolve(ServerFile.NAME)
                        + ".");
    }

    private static ServerAddress parse(String text) {
        try {
            return ServerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE, e.getMessage() + ", such as gate.example.test:7443.", e);
        }
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The token file "
                            + file
                            + " cannot be read. Give another one with --token-file or GATE_TOKEN_FILE.",
                    e);
        }
    }
}
