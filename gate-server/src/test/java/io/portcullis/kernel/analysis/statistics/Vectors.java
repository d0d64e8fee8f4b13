package io.portcullis.kernel.analysis.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the shapes that golden vectors of several kinds share. */
final class Vectors {

    private Vectors() {}

    static Groups groups(Golden.Case vector, int streamCount) {
        List<int[]> members =
                Golden.elements(vector.param("groups"))
                        .map(group -> Golden.elements(group).mapToInt(JsonNode::asInt).toArray())
                        .toList();
        return Groups.of(streamCount, members);
    }

    static Dispersion[] dispersions(Golden.Case vector) {
        double[] clustering = Golden.numbers(vector.param("phi_cl"));
        double[] variation = Golden.numbers(vector.param("c2"));
        return IntStream.range(0, clustering.length)
                .mapToObj(group -> new Dispersion(clustering[group], variation[group]))
                .toArray(Dispersion[]::new);
    }

    static void addLook(Blocks blocks, JsonNode windows, int look) {
        for (int stream = 0; stream < windows.size(); stream++) {
            JsonNode window = windows.get(stream).get(look);
            if (!window.isNull()) {
                blocks.add(stream, window(window));
            }
        }
        blocks.flush();
    }

    static Window window(JsonNode window) {
        return new Window(
                window.get(0).asDouble(),
                window.get(1).asLong(),
                window.get(2).asDouble(),
                window.get(3).asLong());
    }
}
