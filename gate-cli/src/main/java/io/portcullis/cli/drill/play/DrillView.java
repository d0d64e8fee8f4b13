package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.v1.Incident;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import java.util.Optional;

/** Shows a drill while it is played. Called by one thread. */
public interface DrillView {
    /** An act begins. */
    void actBegins(ActText act);

    /** A look was played. */
    void looked(Moment moment);

    /** The gate wrote something into the rollout's log. */
    void happened(long look, RolloutEvent event);

    /** An act is over. */
    void actEnds(ActRecord record);

    /**
     * The state of things after a look.
     *
     * @param looks played
     * @param before the rollout starts after so many
     * @param rollout empty before it started
     * @param trouble why evidence or news do not flow; empty when they do
     */
    record Moment(
            ActText act,
            long looks,
            int before,
            Optional<Rollout> rollout,
            Optional<LookReport> report,
            Optional<Incident> incident,
            Optional<String> trouble) {}
}
