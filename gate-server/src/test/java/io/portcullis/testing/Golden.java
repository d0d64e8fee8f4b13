package io.portcullis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Vectors of the analysis computed with 60 digits, and the tolerance they are met to. */
public final class Golden {

    private static final String RESOURCE = "/golden/analysis.json";
    private static final double LARGE = 1e3;
    private static final double ABSOLUTE = 1e-9;
    private static final double RELATIVE = 1e-12;

    private Golden() {}

    /** Cases of one kind; each is shown by its id. */
    public static Stream<Case> cases(String kind) {
        List<Case> cases =
                elements(read().get("cases"))
                        .filter(node -> node.get("kind").asText().equals(kind))
                        .map(Case::new)
                        .toList();
        assertThat(cases).as("cases of kind %s", kind).isNotEmpty();
        return cases.stream();
    }

    /** Absolute 1e-9 up to magnitude 1e3, relative 1e-12 above. */
    public static void assertNear(String what, double actual, JsonNode expected) {
        double value = number(expected);
        double tolerance = Math.abs(value) <= LARGE ? ABSOLUTE : RELATIVE * Math.abs(value);
        assertThat(Math.abs(actual - value) <= tolerance)
                .as("%s is %s, expected %s", what, actual, value)
                .isTrue();
    }

    /** Numbers are written bare or, with 25 digits, as strings. */
    public static double number(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    public static double[] numbers(JsonNode array) {
        return elements(array).mapToDouble(Golden::number).toArray();
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read() {
        try (InputStream stream = Golden.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One vector. */
    public record Case(JsonNode node) {

        public String id() {
            return node.get("id").asText();
        }

        public JsonNode params() {
            return node.get("params");
        }

        public JsonNode param(String name) {
            return params().get(name);
        }

        public JsonNode expect(String name) {
            return node.get("expect").get(name);
        }

        @Override
        public String toString() {
            return id() + " " + node.path("desc").asText();
        }
    }
}
