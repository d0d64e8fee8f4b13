package io.portcullis.wiring.configuration;

import io.portcullis.app.probe.CoverageDefinition;
import io.portcullis.app.probe.ProbeDefinition;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import io.portcullis.wiring.configuration.ProbeKeys.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code portcullis.environment.probes}. */
final class ProbeReader {

    private static final String PROBES = "portcullis.environment.probes";
    private static final int PROBES_MAX = 500;

    /** Results of so many runs may be missing before a vantage point says nothing. */
    private static final int RUNS_FRESH = 3;

    private static final Map<Kind, Set<Key<?>>> OF_KIND =
            Map.of(
                    Kind.HTTP,
                    Set.of(
                            ProbeKeys.STATUS,
                            ProbeKeys.CONTAINS,
                            ProbeKeys.EXPIRES_IN_MIN,
                            ProbeKeys.CA_FILE),
                    Kind.GRPC,
                    Set.of(ProbeKeys.HEALTH_SERVICE, ProbeKeys.TLS, ProbeKeys.CA_FILE),
                    Kind.TCP,
                    Set.of(),
                    Kind.DNS,
                    Set.of(
                            ProbeKeys.ZONE,
                            ProbeKeys.TYPE,
                            ProbeKeys.EXPECTED,
                            ProbeKeys.DELEGATION,
                            ProbeKeys.RESOLVERS,
                            ProbeKeys.NAME_SERVERS,
                            ProbeKeys.NAME_SERVER_PORT,
                            ProbeKeys.EXPIRES_IN_MIN,
                            ProbeKeys.REGISTRATION),
                    Kind.COMMAND,
                    Set.of(ProbeKeys.ARGUMENTS, ProbeKeys.OUTPUT_BYTES_MAX));

    private final ConfigurationTree tree;
    private final KnownNames names;

    ProbeReader(ConfigurationTree tree, KnownNames names) {
        this.tree = tree;
        this.names = names;
    }

    ProbeConfiguration probes(List<CoverageDefinition> coverage) {
        var probes = new ArrayList<ProbeDefinition>();
        var taken = new HashSet<String>();
        for (String index : tree.namesUnder(PROBES)) {
            try {
                var probe = probe(index);
                probes.add(probe);
                if (!taken.add(probe.name())) {
                    throw new IllegalArgumentException("another is named " + probe.name());
                }
            } catch (IllegalArgumentException e) {
                tree.errors().add(PROBES + "[" + index + "]: " + e.getMessage());
            }
        }
        if (probes.size() > PROBES_MAX) {
            tree.errors().add(PROBES + " has more than " + PROBES_MAX + " entries");
        }
        return new ProbeConfiguration(
                Optional.ofNullable(tree.find(ProbeKeys.VANTAGE_NAME)),
                Optional.ofNullable(tree.find(ProbeKeys.VANTAGE_REGION)).map(Region::new),
                Optional.ofNullable(tree.find(ProbeKeys.VANTAGE_NETWORK)),
                probes,
                coverage);
    }

    private ProbeDefinition probe(String index) {
        Kind kind = tree.get(ProbeKeys.KIND, index);
        requireOnlyOf(kind, index);
        var task =
                new ProbeTask(
                        given(ProbeKeys.NAME, index),
                        target(kind, given(ProbeKeys.TARGET, index), index),
                        tree.get(ProbeKeys.EVERY, index),
                        tree.get(ProbeKeys.TIMEOUT, index));
        return new ProbeDefinition(
                task,
                new TreeSet<>(list(ProbeKeys.FROM, index)),
                names.services(tree.find(ProbeKeys.SERVICES, index)),
                names.regions(tree.find(ProbeKeys.REGIONS, index)),
                rule(task, index));
    }

    private Rule rule(ProbeTask task, String index) {
        Duration freshFor = task.every().multipliedBy(RUNS_FRESH).plus(task.timeout());
        return new Rule(
                tree.get(ProbeKeys.EFFECT, index),
                tree.get(ProbeKeys.ENTER_AFTER, index),
                tree.get(ProbeKeys.LEAVE_AFTER, index),
                freshFor,
                tree.get(ProbeKeys.QUORUM_RATIO, index),
                tree.get(ProbeKeys.GONE_FOR, index));
    }

    private void requireOnlyOf(Kind kind, String index) {
        for (var other : OF_KIND.entrySet()) {
            for (Key<?> key : other.getValue()) {
                boolean mine = OF_KIND.getOrDefault(kind, Set.of()).contains(key);
                if (!mine && tree.isGiven(key, index)) {
                    throw new IllegalArgumentException(
                            "is of kind " + kind + " and may not have " + lastOf(key));
                }
            }
        }
        if (kind != Kind.COMMAND && !variables(index).isEmpty()) {
            throw new IllegalArgumentException(
                    "is of kind " + kind + " and may not have environment");
        }
    }

    private static String lastOf(Key<?> key) {
        return key.segments().getLast();
    }

    private ProbeTarget target(Kind kind, String target, String index) {
        return switch (kind) {
            case HTTP ->
                    new ProbeTarget.Http(
                            ProbeTarget.Http.url(target),
                            new TreeSet<>(tree.get(ProbeKeys.STATUS, index)),
                            tree.find(ProbeKeys.CONTAINS, index),
                            tree.get(ProbeKeys.EXPIRES_IN_MIN, index),
                            tree.find(ProbeKeys.CA_FILE, index));
            case GRPC ->
                    new ProbeTarget.Grpc(
                            HostPort.parse(target, 0),
                            orEmpty(tree.find(ProbeKeys.HEALTH_SERVICE, index)),
                            tree.get(ProbeKeys.TLS, index) ? Transport.TLS : Transport.PLAIN_TEXT,
                            tree.find(ProbeKeys.CA_FILE, index));
            case TCP -> new ProbeTarget.Tcp(HostPort.parse(target, 0));
            case DNS -> dns(target, index);
            case COMMAND -> command(target, index);
        };
    }

    private ProbeTarget dns(String target, String index) {
        return new ProbeTarget.Dns(
                target,
                tree.get(ProbeKeys.TYPE, index),
                given(ProbeKeys.ZONE, index),
                new TreeSet<>(list(ProbeKeys.EXPECTED, index)),
                new TreeSet<>(list(ProbeKeys.DELEGATION, index)),
                servers(ProbeKeys.RESOLVERS, index),
                servers(ProbeKeys.NAME_SERVERS, index),
                tree.get(ProbeKeys.NAME_SERVER_PORT, index),
                tree.get(ProbeKeys.EXPIRES_IN_MIN, index),
                tree.find(ProbeKeys.REGISTRATION, index));
    }

    private ProbeTarget command(String target, String index) {
        var command = new ArrayList<String>();
        command.add(target);
        command.addAll(list(ProbeKeys.ARGUMENTS, index));
        var environment = new TreeMap<String, String>();
        for (String name : variables(index)) {
            environment.put(name, orEmpty(tree.find(ProbeKeys.ENVIRONMENT, index, name)));
        }
        return new ProbeTarget.Command(
                command, environment, tree.get(ProbeKeys.OUTPUT_BYTES_MAX, index));
    }

    private Set<String> variables(String index) {
        return tree.namesUnder(PROBES + "." + index + ".environment");
    }

    private List<HostPort> servers(Key<List<String>> key, String index) {
        return list(key, index).stream()
                .map(it -> HostPort.parse(it, ProbeTarget.Dns.PORT_DEFAULT))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String given(Key<String> key, String index) {
        String text = tree.find(key, index);
        if (text == null) {
            throw new IllegalArgumentException(lastOf(key) + " is missing; must be given");
        }
        return text;
    }

    private List<String> list(Key<List<String>> key, String index) {
        List<String> listed = tree.find(key, index);
        return listed == null ? List.of() : listed;
    }
}
