package io.portcullis.cli.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * YAML read strictly into records: an unknown field, a field given twice, a wrong type or a broken rule is an error that
 * names file, line, field and rule. Records state their rules in their constructors.
 */
public final class YamlText {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .addModule(new JavaTimeModule())
                    .build();

    private YamlText() {}

    /**
     * Reads a whole file.
     *
     * @param name what to call the file in an error
     * @throws CommandFailure with {@link ExitCode#WRONG_USAGE}
     */
    public static <T> T read(String name, String text, Class<T> type) {
        return convert(name, text, tree(name, text), type);
    }

    /** The same file as a tree, for changing single values before {@link #convert}. */
    public static JsonNode tree(String name, String text) {
        try {
            return YamlTree.of(text);
        } catch (YamlBroken e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE, name + ":" + e.line() + ": " + e.getMessage(), e);
        }
    }

    /** One value as YAML would read it: a number, true, text. */
    public static JsonNode value(String text) {
        return tree("value \"" + text + "\"", text);
    }

    /**
     * Reads a tree, as strictly as a file.
     *
     * @param text of the file it came from, for the line of an error
     */
    public static <T> T convert(String name, String text, JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw failure(name, text, e);
        }
    }

    private static CommandFailure failure(String name, String text, JsonProcessingException error) {
        List<JsonMappingException.Reference> references =
                error instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        String rule = rule(error);
        List<String> steps = new ArrayList<>();
        references.forEach(r ->
                steps.add(
                        r.getFieldName() == null
                                ? String.valueOf(r.getIndex())
                                : r.getFieldName()));
        // A rule of a record begins with the field it is about.
        steps.add(rule.replaceFirst("\\W.*", ""));
        String field = references.isEmpty() ? "" : "field " + path(references) + ": ";
        return new CommandFailure(
                ExitCode.WRONG_USAGE,
                name + ":" + YamlLines.line(text, steps) + ": " + field + rule,
                error);
    }

    private static String path(List<JsonMappingException.Reference> references) {
        String path =
                references.stream()
                        .map(r ->
                                r.getFieldName() == null
                                        ? "[" + r.getIndex() + "]"
                                        : "." + r.getFieldName())
                        .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String rule(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "unknown field \""
                    + unknown.getPropertyName()
                    + "\"; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (error.getCause() instanceof IllegalArgumentException broken
                && broken.getMessage() != null) {
            return broken.getMessage();
        }
        String text = error.getOriginalMessage();
        return text == null ? "cannot be read" : text.lines().findFirst().orElse(text);
    }
}
