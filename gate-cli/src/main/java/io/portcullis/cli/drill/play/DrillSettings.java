package io.portcullis.cli.drill.play;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.standin.StandIns;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Everything a drill is played with.
 *
 * @param seed of the world
 * @param run unique over all drills
 * @param look length of the server's look
 */
public record DrillSettings(
        Scenario scenario,
        long seed,
        String run,
        Duration look,
        GateConnection gate,
        StandInPlatform platform,
        StandIns standIns,
        EvidenceSink evidence,
        Pace pace,
        DrillView view,
        InstantSource clock) {}
