package io.portcullis.cli.file;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line of a field. Binding records works on a tree, which knows no lines. */
final class YamlLines {
    private YamlLines() {}

    /** The line, from 1, of the deepest part of the path that exists; each step is a key, or an index in digits. */
    static int line(String text, List<String> path) {
        Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        return node == null ? 1 : deepest(node, path) + 1;
    }

    private static int deepest(Node root, List<String> path) {
        Node node = root;
        int line = root.getStartMark().getLine();
        for (String step : path) {
            Optional<NodeTuple> entry = entry(node, step);
            Optional<Node> next =
                    node instanceof SequenceNode sequence
                            ? element(sequence, step)
                            : entry.map(NodeTuple::getValueNode);
            if (next.isEmpty()) {
                return line;
            }
            node = next.get();
            line = entry.map(NodeTuple::getKeyNode).orElse(node).getStartMark().getLine();
        }
        return line;
    }

    private static Optional<NodeTuple> entry(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(e -> e.getKeyNode() instanceof ScalarNode s && s.getValue().equals(key))
                .findFirst();
    }

    private static Optional<Node> element(SequenceNode sequence, String index) {
        int i = index.matches("\\d{1,6}") ? Integer.parseInt(index) : Integer.MAX_VALUE;
        return i < sequence.getValue().size()
                ? Optional.of(sequence.getValue().get(i))
                : Optional.empty();
    }
}
