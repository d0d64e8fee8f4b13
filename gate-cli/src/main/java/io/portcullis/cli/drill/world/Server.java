package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;

/**
 * A reporting server as it is now.
 *
 * @param id unique in the world, the same over reboots
 * @param epoch new at every start of its process, unique over all drills
 */
public record Server(String id, String region, ArmText arm, Build build, String epoch) {
    /** Names this process of it. */
    public String epochKey() {
        return id + "/" + epoch;
    }

    /** What a server runs. */
    public record Build(String version, String artifact, String configuration) {}
}
