package io.portcullis.adapter.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The fields at one place of a pack's file, which knows where it is. */
final class PackNode {

    private final String file;
    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private PackNode(String file, Node node) {
        this.file = file;
        this.line = line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new PackInvalid(file + ":" + line + ": must hold fields");
        }
        for (NodeTuple field : mapping.getValue()) {
            String name = ((ScalarNode) field.getKeyNode()).getValue();
            if (fields.put(name, field.getValueNode()) != null) {
                throw new PackInvalid(
                        "%s:%d: field '%s' is there twice"
                                .formatted(file, line(field.getKeyNode()), name));
            }
        }
    }

    /** Of a mapping with these fields and no others. */
    static PackNode of(String file, Node node, String... known) {
        var made = new PackNode(file, node);
        var names = Set.of(known);
        for (NodeTuple field : ((MappingNode) node).getValue()) {
            String name = ((ScalarNode) field.getKeyNode()).getValue();
            if (!names.contains(name)) {
                throw new PackInvalid(
                        "%s:%d: unknown field '%s'; known are %s"
                                .formatted(
                                        file,
                                        line(field.getKeyNode()),
                                        name,
                                        Arrays.stream(known).sorted().toList()));
            }
        }
        return made;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    String text(String field) {
        return find(field, Function.identity())
                .orElseThrow(() ->
                        new PackInvalid(
                                "%s:%d: field '%s' is missing".formatted(file, line, field)));
    }

    String text(String field, String usual) {
        return find(field, Function.identity()).orElse(usual);
    }

    Optional<String> find(String field) {
        return find(field, Function.identity());
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type, E usual) {
        return find(field, value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)))
                .orElse(usual);
    }

    double number(String field) {
        return find(field, Double::parseDouble)
                .orElseThrow(() ->
                        new PackInvalid(
                                "%s:%d: field '%s' is missing".formatted(file, line, field)));
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** A scalar, read; empty when it is not there. */
    private <T> Optional<T> find(String field, Function<String, T> reading) {
        Node node = fields.get(field);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw invalid(field, node, "must be a single value", null);
        }
        try {
            return Optional.of(reading.apply(scalar.getValue().strip()));
        } catch (IllegalArgumentException e) {
            throw invalid(field, node, "is '" + scalar.getValue() + "', which cannot be", e);
        }
    }

    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (Node entry : entries(field)) {
            if (!(entry instanceof ScalarNode scalar)) {
                throw invalid(field, entry, "must be a list of single values", null);
            }
            texts.add(scalar.getValue().strip());
        }
        return texts;
    }

    /** Each entry of a list of mappings; empty when it is not there. */
    List<PackNode> nodes(String field, String... known) {
        return entries(field).stream().map(entry -> of(file, entry, known)).toList();
    }

    /** The scalars of a mapping, deeper ones by dotted name; empty when it is not there. */
    Map<String, String> scalars(String field) {
        var scalars = new LinkedHashMap<String, String>();
        Node node = fields.get(field);
        if (node != null) {
            scalars(field, "", node, scalars);
        }
        return scalars;
    }

    private void scalars(String field, String before, Node node, Map<String, String> into) {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(field, node, "must hold fields", null);
        }
        for (NodeTuple entry : mapping.getValue()) {
            String name = before + ((ScalarNode) entry.getKeyNode()).getValue();
            if (entry.getValueNode() instanceof ScalarNode scalar) {
                into.put(name, scalar.getValue().strip());
            } else {
                scalars(field, name + ".", entry.getValueNode(), into);
            }
        }
    }

    private List<Node> entries(String field) {
        Node node = fields.get(field);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw invalid(field, node, "must be a list", null);
        }
        return sequence.getValue();
    }

    /** What it makes, with the place named where it cannot be made. */
    <T> T made(Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new PackInvalid("%s:%d: %s".formatted(file, line, e.getMessage()), e);
        }
    }

    /** The same of one field. */
    <T> T made(String field, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            Node node = fields.get(field);
            throw new PackInvalid(
                    "%s:%d: field '%s': %s"
                            .formatted(
                                    file, node == null ? line : line(node), field, e.getMessage()),
                    e);
        }
    }

    private PackInvalid invalid(
            String field, Node node, String rule, @Nullable IllegalArgumentException cause) {
        String message = "%s:%d: field '%s' %s".formatted(file, line(node), field, rule);
        return cause == null ? new PackInvalid(message) : new PackInvalid(message, cause);
    }
}
