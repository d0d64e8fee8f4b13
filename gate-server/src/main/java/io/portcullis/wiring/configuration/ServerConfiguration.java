package io.portcullis.wiring.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The gRPC port and who may call it.
 *
 * @param address host name or address listened on
 * @param port 0 takes a free one
 * @param tls certificate and key; empty without
 * @param tokenFile made when it is missing
 * @param messageBytesMax largest message read
 * @param callsMax calls served at the same time, streams not counted
 * @param watchersMax watching streams served at the same time
 * @param managementPort loopback HTTP port; 0 takes a free one
 */
public record ServerConfiguration(
        String address,
        int port,
        Optional<Tls> tls,
        Path tokenFile,
        int messageBytesMax,
        int callsMax,
        int watchersMax,
        int managementPort) {

    /** PEM files of the server's certificate chain and private key. */
    public record Tls(Path certificateFile, Path keyFile) {}
}
