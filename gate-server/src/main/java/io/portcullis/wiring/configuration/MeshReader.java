package io.portcullis.wiring.configuration;

import io.portcullis.app.mesh.MeshDefinition;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.relay.structure.DeclaredPairs;
import io.portcullis.kernel.relay.structure.DeclaredPairs.Pair;
import java.util.HashSet;
import java.util.List;

/** Reads {@code mesh} of a service. */
final class MeshReader {

    private static final String BETWEEN = "<->";

    private MeshReader() {}

    /**
     * @throws IllegalArgumentException a pair is none
     */
    static MeshDefinition read(ConfigurationTree tree, ServiceDefinition service) {
        var name = service.name();
        List<String> listed = tree.find(MeshKeys.COMPATIBLE_CONFIGURATIONS, name);
        var pairs = new HashSet<Pair>();
        for (String text : listed == null ? List.<String>of() : listed) {
            pairs.add(pair(text));
        }
        return new MeshDefinition(
                service, tree.get(MeshKeys.EFFECT, name), new DeclaredPairs(pairs));
    }

    private static Pair pair(String text) {
        String[] ends = text.split(BETWEEN, -1);
        if (ends.length != 2 || ends[0].isBlank() || ends[1].isBlank()) {
            throw new IllegalArgumentException(
                    "mesh.compatibleConfigurations has '%s'; must be two digests, one <-> other"
                            .formatted(text));
        }
        return new Pair(ends[0].strip(), ends[1].strip());
    }
}
