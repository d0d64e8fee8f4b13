package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.Rule.Effect;
import java.util.List;

/** Keys of the relay mesh of a service. */
final class MeshKeys {

    private static final int PAIRS_MAX = 1_000;

    static final Key<Effect> EFFECT =
            new Key<>(
                    "portcullis.services.*.mesh.effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "HOLD",
                    "What follows for rollouts when edge reports show that its structure is broken.",
                    Parse.oneOf(Effect.class));
    static final Key<List<String>> COMPATIBLE_CONFIGURATIONS =
            new Key<>(
                    "portcullis.services.*.mesh.compatibleConfigurations",
                    "list",
                    "",
                    "Digests of configurations that may run at the two ends of a relay edge, such as"
                            + " sha256:77 <-> sha256:90; left out, configurations are not judged.",
                    Parse.listOf(Parse.text(), PAIRS_MAX));

    static final List<Key<?>> ALL = List.of(EFFECT, COMPATIBLE_CONFIGURATIONS);

    private MeshKeys() {}
}
