package io.portcullis.app.probe;

import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.relay.coverage.CoverageProbe;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** A host and a port, or a host alone: agents tell it, and it becomes part of what others run. */
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    "(?=.{1,253}\\z)([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])"
                            + "(:[0-9]{1,5})?");

    public CoverageDefinition {
        arguments = List.copyOf(arguments);
        switch (kind) {
            case HTTP, TCP -> {
                if (!arguments.isEmpty()) {
                    throw new IllegalArgumentException(
                            "arguments are for kind COMMAND; kind is " + kind);
                }
                requireTarget(kind, target);
            }
            case COMMAND -> requireProgram(target);
        }
        if (Stream.concat(Stream.of(target), arguments.stream())
                .noneMatch(it -> it.contains("{endpoint}") || it.contains("{source_region}"))) {
            throw new IllegalArgumentException(
                    "target and arguments name no source; must hold {endpoint} or {source_region},"
                            + " or every link would be probed the same way");
        }
    }

    /** Only the configuration says what runs. */
    private static void requireProgram(String target) {
        if (target.contains("{") || !Path.of(target).isAbsolute()) {
            throw new IllegalArgumentException(
                    "target must be the absolute path of a program, with nothing in braces");
        }
    }

    /** Agents tell a host with its port or without; one of them must make a target. */
    private static void requireTarget(Kind kind, String target) {
        try {
            connection(kind, example(target, "source.example:443"));
        } catch (IllegalArgumentException _) {
            connection(kind, example(target, "source.example"));
        }
    }

    private static String example(String target, String endpoint) {
        return target.replace("{endpoint}", endpoint)
                .replace("{source_region}", "source")
                .replace("{destination_region}", "destination");
    }

    static void requireEndpoint(String endpoint) {
        if (!ENDPOINT.matcher(endpoint).matches()) {
            throw new IllegalArgumentException(
                    "endpoint is '%s'; must be host, host:port or [IPv6 address]:port"
                            .formatted(endpoint.replaceAll("\\p{Cc}", "?")));
        }
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
        requireEndpoint(source.endpoint());
        String filled = filled(target, probe, source);
        return new ProbeTask(
                name(probe),
                kind == Kind.COMMAND
                        ? command(filled, probe, source)
                        : connectionTo(source.endpoint(), filled),
                every,
                timeout);
    }

    private ProbeTarget connectionTo(String endpoint, String filled) {
        try {
            return connection(kind, filled);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "endpoint is " + endpoint + ": " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalArgumentException says why, without the target: it may hold secrets
     */
    private static ProbeTarget connection(Kind kind, String filled) {
        if (filled.contains("{")) {
            throw new IllegalArgumentException(
                    "target has an unknown name in braces; known are {endpoint}, {source_region} and"
                            + " {destination_region}");
        }
        return switch (kind) {
            case HTTP ->
                    new ProbeTarget.Http(
                            ProbeTarget.Http.url(filled),
                            new TreeSet<>(List.of(200)),
                            null,
                            Duration.ZERO,
                            null);
            case TCP -> new ProbeTarget.Tcp(hostPort(filled));
            case COMMAND -> throw new IllegalArgumentException("a command is no connection");
        };
    }

    private static HostPort hostPort(String filled) {
        try {
            return HostPort.parse(filled, 0);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "target must be host:port or [IPv6 address]:port, with a port of 1 to 65535");
        }
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
