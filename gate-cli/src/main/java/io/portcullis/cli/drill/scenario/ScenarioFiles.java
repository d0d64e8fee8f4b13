package io.portcullis.cli.drill.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.file.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds scenarios: the bundled ones by name, the user's own by path. */
public final class ScenarioFiles {
    /** Names of the scenarios in the jar. */
    public static final List<String> BUNDLED =
            List.of(
                    "livekit-2023-11-02",
                    "healthy-release",
                    "shared-harm",
                    "single-region-canary",
                    "environment-everywhere",
                    "untouched-region",
                    "old-servers-reboot",
                    "livekit-2024-02-07",
                    "livekit-2024-02-07-withdrawn",
                    "relay-loop-old-servers",
                    "relay-loop-beside-rollout",
                    "livepeer-2024-04-08",
                    "apivideo-2020-10-08",
                    "livepeer-2024-04-29");

    private static final String FOLDER = "/io/portcullis/cli/drill/scenarios/";
    private static final int FILE_BYTES_MAX = 1_000_000;

    private ScenarioFiles() {}

    /**
     * Reads a scenario strictly, then again with the settings when there are any.
     *
     * @param settings values by dotted path; a path without a dot is one of {@code world}
     */
    public static Scenario read(String nameOrPath, Map<String, String> settings) {
        boolean bundled = BUNDLED.contains(nameOrPath);
        String name = bundled ? nameOrPath + ".yaml" : nameOrPath;
        String text = bundled ? bundled(name) : file(nameOrPath);
        Scenario written = YamlText.read(name, text, Scenario.class);
        if (settings.isEmpty()) {
            return written;
        }
        JsonNode tree = YamlText.tree(name, text);
        settings.forEach((path, value) -> set(tree, path, value));
        return YamlText.convert(name + " with --set", text, tree, Scenario.class);
    }

    private static void set(JsonNode tree, String path, String value) {
        String whole = path.contains(".") ? path : "world." + path;
        int last = whole.lastIndexOf('.');
        String field = whole.substring(last + 1);
        JsonNode parent = tree.at("/" + whole.substring(0, last).replace('.', '/'));
        if (!(parent instanceof ObjectNode node) || !node.has(field)) {
            if (whole.equals("world.rung")) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        "--rung "
                                + value
                                + ": the scenario has no world.rung, for it is not played on the rungs of the"
                                + " relay mesh; leave it out.");
            }
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--set "
                            + path
                            + ": the scenario has no "
                            + whole
                            + "; give a dotted path to a value in it, such as world.requestsPerSecond=5000.");
        }
        node.set(field, YamlText.value(value));
    }

    private static String bundled(String file) {
        try (InputStream stream = ScenarioFiles.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("the bundled scenario " + file + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled scenario " + file + " cannot be read", e);
        }
    }

    private static String file(String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        path + " is larger than " + FILE_BYTES_MAX + " bytes; no scenario is.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "There is no scenario \""
                            + path
                            + "\". Give a file, or one of "
                            + String.join(", ", BUNDLED)
                            + ".",
                    e);
        }
    }
}
