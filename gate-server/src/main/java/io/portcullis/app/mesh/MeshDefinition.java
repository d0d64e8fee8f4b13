package io.portcullis.app.mesh;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.relay.structure.DeclaredPairs;

/**
 * The relay mesh of a service, as far as people say something of it.
 *
 * @param effect what follows for rollouts when its structure is broken
 * @param configurations that may run at the two ends of an edge
 */
public record MeshDefinition(
        ServiceDefinition service, Effect effect, DeclaredPairs configurations) {

    /** Of a service nobody said anything of. */
    public static MeshDefinition of(ServiceDefinition service) {
        return new MeshDefinition(service, Effect.HOLD, DeclaredPairs.NONE);
    }
}
