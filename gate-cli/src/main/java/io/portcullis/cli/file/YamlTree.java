package io.portcullis.cli.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigInteger;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML into a tree as JSON would have it: numbers, true and false, null, text. Anchors and aliases work. Dates stay text, and
 * so do YAML 1.1's other words for true and false: {@code no} is a region's name as good as any.
 */
final class YamlTree {
    /** Aliases can make a small file large; no file of ours comes near. */
    private static final int NODES_MAX = 200_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int nodes;

    private YamlTree() {}

    /** Throws {@link YamlBroken} with the line and what is wrong there. */
    static JsonNode of(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new YamlBroken(1, "the file is empty; it must hold something");
            }
            return new YamlTree().convert(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new YamlBroken(
                    mark == null ? 1 : mark.getLine() + 1, "this is no YAML: " + e.getProblem());
        }
    }

    private JsonNode convert(Node node) {
        nodes++;
        if (nodes > NODES_MAX) {
            throw broken(node, "the file holds more than " + NODES_MAX + " values");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                sequence.getValue().forEach(element -> array.add(convert(element)));
                yield array;
            }
            case MappingNode mapping -> object(mapping);
            default -> throw broken(node, "this kind of YAML is not understood");
        };
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw broken(entry.getKeyNode(), "a field's name must be a word");
            }
            if (object.has(key.getValue())) {
                throw broken(
                        key, "field " + key.getValue() + " is given twice; it must be given once");
            }
            object.set(key.getValue(), convert(entry.getValueNode()));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT) && text.matches("[-+]?\\d+")) {
            return JSON.numberNode(new BigInteger(text.replace("+", "")));
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        boolean truth = text.equals("true") || text.equals("false");
        return tag.equals(Tag.BOOL) && truth
                ? JSON.booleanNode(text.equals("true"))
                : JSON.textNode(text);
    }

    private static YamlBroken broken(Node node, String rule) {
        return new YamlBroken(node.getStartMark().getLine() + 1, rule);
    }
}
