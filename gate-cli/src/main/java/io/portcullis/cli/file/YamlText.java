package io.portcullis.cli.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * YAML read strictly into records: an unknown field, a field given twice, a wrong type or a broken rule is an error that
 * names file, line, field and rule. Records state their rules in their constructors.
 */
public final class YamlText {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(
                    YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            return MAPPER.readValue(parser, type);
        } catch (JsonProcessingException e) {
            throw failure(name, text, e);
        } catch (java.io.IOException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same file as a tree, for changing single values before {@link #convert}. */
    public static JsonNode tree(String name, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw failure(name, "", e);
        }
    }

    /** One value as YAML would read it: a number, true, text. */
    public static JsonNode value(String text) {
        return tree("value \"" + text + "\"", text);
    }

    /** Reads a changed tree, as strictly as a file. */
    public static <T> T convert(String name, JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw failure(name, "", e);
        }
    }

    private static CommandFailure failure(String name, String text, JsonProcessingException error) {
        List<JsonMappingException.Reference> references =
                error instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        String rule = rule(error);
        String where = line(text, references, rule, error).map(line -> name + ":" + line).orElse(name);
        String field = references.isEmpty() ? "" : "field " + path(references) + ": ";
        return new CommandFailure(ExitCode.WRONG_USAGE, where + ": " + field + rule, error);
    }

    private static Optional<Integer> line(
            String text, List<JsonMappingException.Reference> references, String rule, JsonProcessingException error) {
        List<String> steps = new ArrayList<>();
        references.forEach(r -> steps.add(r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName()));
        // A rule of a record begins with the field it is about.
        steps.add(rule.replaceFirst("\\W.*", ""));
        JsonLocation at = error.getLocation();
        Optional<Integer> read = at == null || at.getLineNr() < 1 ? Optional.empty() : Optional.of(at.getLineNr());
        return text.isEmpty() || !(error instanceof JsonMappingException)
                ? read
                : YamlLines.line(text, steps).or(() -> read);
    }

    private static String path(List<JsonMappingException.Reference> references) {
        String path = references.stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String rule(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "unknown field \"" + unknown.getPropertyName() + "\"; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (error.getCause() instanceof IllegalArgumentException broken && broken.getMessage() != null) {
            return broken.getMessage();
        }
        String text = error.getOriginalMessage();
        return text == null ? "cannot be read" : text.lines().findFirst().orElse(text);
    }
}
