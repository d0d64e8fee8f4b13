package io.portcullis.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a server. */
public final class ConnectionOptions {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description =
                    "The server's gRPC address. Default: GATE_SERVER, else the server of this machine.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with the token. Default: GATE_TOKEN_FILE, else the token of this machine's server.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Certificates to trust (PEM) instead of the system's. Default: GATE_CA_FILE.")
    private @Nullable Path caFile;

    /** Opens a connection. Nothing is sent before the first call. */
    public GateConnection connect() {
        return GateConnection.open(settings());
    }

    /** Where the server is, by the options, the environment and this machine's state directory. */
    public ConnectionSettings settings() {
        Path home = Path.of(System.getProperty("user.home", "."));
        return new ServerLocator(System.getenv(), home).locate(server, tokenFile, caFile);
    }
}
