package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.world.Server.Build;

/** The two builds of an act. */
public record Releases(Build old, Build fresh) {
    /** What servers of this arm run. */
    public Build of(ArmText arm) {
        return switch (arm) {
            case OLD -> old;
            case NEW -> fresh;
        };
    }
}
