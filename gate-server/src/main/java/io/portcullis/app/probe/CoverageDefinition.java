package io.portcullis.app.probe;

import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.relay.coverage.CoverageProbe;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How links of a service are shown with synthetic traffic. Target and arguments may hold {@code
 * {endpoint}}, {@code {source_region}} and {@code {destination_region}}.
 *
 * @param signal of links, into which runs count as attempts
 * @param target URL, host:port or program
 * @param arguments of a program
 */
public record CoverageDefinition(
        ServiceDefinition service,
        SignalName signal,
        Kind kind,
        String target,
        List<String> arguments,
        Duration every,
        Duration timeout) {

    private static final int HASH_LENGTH = 24;

    public CoverageDefinition {
        arguments = List.copyOf(arguments);
    }

    /** What the destination does. */
    public enum Kind {
        HTTP,
        TCP,
        COMMAND
    }

    /** Another name for every change of what is at the ends, so that no run counts for another. */
    static String name(CoverageProbe probe) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(probe.toString().getBytes(StandardCharsets.UTF_8));
            return "coverage-" + HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @throws IllegalArgumentException the endpoint the source tells makes no target
     */
    ProbeTask task(CoverageProbe probe, ProbedServer source) {
        String filled = filled(target, probe, source);
        return new ProbeTask(
                name(probe),
                switch (kind) {
                    case HTTP ->
                            new ProbeTarget.Http(
                                    URI.create(filled),
                                    new TreeSet<>(List.of(200)),
                                    null,
                                    Duration.ZERO,
                                    null);
                    case TCP -> new ProbeTarget.Tcp(HostPort.parse(filled, 0));
                    case COMMAND -> command(filled, probe, source);
                },
                every,
                timeout);
    }

    private ProbeTarget command(String program, CoverageProbe probe, ProbedServer source) {
        var command = new ArrayList<String>();
        command.add(program);
        arguments.forEach(it -> command.add(filled(it, probe, source)));
        return new ProbeTarget.Command(command, new TreeMap<>(), 65_536);
    }

    private static String filled(String text, CoverageProbe probe, ProbedServer source) {
        return text.replace("{endpoint}", source.endpoint())
                .replace("{source_region}", probe.link().source().name())
                .replace("{destination_region}", probe.link().destination().name());
    }
}
