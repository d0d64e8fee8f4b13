package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.scenario.ActText;
import java.util.ArrayList;
import java.util.List;

/** Plays the acts of a scenario one after another. */
public final class DrillPlayer {
    private final DrillSettings settings;

    public DrillPlayer(DrillSettings settings) {
        this.settings = settings;
    }

    /** Plays everything and judges it. */
    public DrillResult play() throws InterruptedException {
        List<ActResult> results = new ArrayList<>();
        int number = 0;
        for (ActText act : settings.scenario().acts()) {
            number++;
            try (ActPlayer player = new ActPlayer(settings, act, number)) {
                ActRecord record = player.play();
                results.add(new ActResult(record, ActJudge.verdicts(record)));
            }
        }
        return new DrillResult(settings.scenario(), settings.seed(), settings.look(), results);
    }
}
