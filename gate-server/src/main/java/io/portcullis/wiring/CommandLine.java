package io.portcullis.wiring;

import io.portcullis.wiring.configuration.ConfigurationInvalid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server's command line says.
 *
 * @param file configuration file; null without
 * @param flags settings by key; they win over the file
 * @param wanted what is to happen
 */
record CommandLine(@Nullable Path file, Map<String, String> flags, Wanted wanted) {

    static final String USAGE =
            """
            Usage: gate server [--config FILE] [--look DURATION] [--port PORT] [--management-port PORT]
                               [--state-dir DIRECTORY] [--set KEY=VALUE]...

              --config FILE            configuration, YAML with portcullis: at its top (or GATE_CONFIG)
              --look DURATION          length of a look, such as 10s or 100ms
              --port PORT              gRPC port; 0 takes a free one and tells it in server.json
              --management-port PORT   HTTP port of health and metrics on loopback
              --state-dir DIRECTORY    where store, token and server.json are kept
              --set KEY=VALUE          any key of the configuration; gate config keys lists them
            """;

    private static final Map<String, String> KEYS =
            Map.of(
                    "--look", "portcullis.look",
                    "--port", "portcullis.server.port",
                    "--management-port", "portcullis.management.port",
                    "--state-dir", "portcullis.stateDirectory");

    CommandLine {
        flags = Map.copyOf(flags);
    }

    /** What was asked for. */
    enum Wanted {
        SERVER,
        HELP
    }

    /**
     * @throws ConfigurationInvalid it cannot be understood
     */
    static CommandLine parse(List<String> arguments, Map<String, String> environment) {
        Path file = fileIn(environment);
        var flags = new LinkedHashMap<String, String>();
        var errors = new ArrayList<String>();
        var rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.removeFirst();
            if (name.equals("--help") || name.equals("-h")) {
                return new CommandLine(null, Map.of(), Wanted.HELP);
            }
            String value = value(name, rest);
            name = name.contains("=") ? name.substring(0, name.indexOf('=')) : name;
            if (value.isEmpty()) {
                errors.add(name + " needs a value; --help lists what there is");
            } else if (name.equals("--config")) {
                file = Path.of(value);
            } else if (!put(name, value, flags)) {
                errors.add(name + " " + value + " is not understood; --help lists what there is");
            }
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationInvalid(errors);
        }
        if ("0".equals(flags.get("portcullis.server.port"))) {
            flags.putIfAbsent("portcullis.management.port", "0");
        }
        return new CommandLine(file, flags, Wanted.SERVER);
    }

    private static @Nullable Path fileIn(Map<String, String> environment) {
        String named = environment.getOrDefault("GATE_CONFIG", "");
        return named.isEmpty() ? null : Path.of(named);
    }

    private static String value(String name, List<String> rest) {
        int equals = name.indexOf('=');
        if (equals > 0) {
            return name.substring(equals + 1);
        }
        return rest.isEmpty() ? "" : rest.removeFirst();
    }

    private static boolean put(String name, String value, Map<String, String> flags) {
        String key = KEYS.get(name);
        if (key != null) {
            flags.put(key, value);
            return true;
        }
        int equals = value.indexOf('=');
        if (name.equals("--set") && equals > 0) {
            flags.put(value.substring(0, equals), value.substring(equals + 1));
            return true;
        }
        return false;
    }
}
