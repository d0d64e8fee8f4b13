package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.v1.Incident;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened in an act. Looks are those of the world: 1 is the first that was played.
 *
 * @param look length of the server's look
 * @param hasFaults whether something was to go wrong in it
 * @param startedAt when the rollout was started
 * @param startLook looks played before it
 * @param endLook looks played when the act was over
 * @param stagesOpened number of the last stage that was opened; 0 when none was
 * @param spells in which something met a fault, in their order
 * @param events of the rollout's log, each with the look in which it was seen
 * @param sightings of the rollout whenever its state or a region's rollback changed
 * @param incidents of the rollout's incident whenever it changed
 * @param environment of each incident of the world whenever it changed
 * @param lastReport of a look
 * @param rollout as it was last seen
 * @param finished whether it ended before the act was given up
 */
public record ActRecord(
        ActText act,
        Duration look,
        boolean hasFaults,
        Instant startedAt,
        long startLook,
        long endLook,
        int stagesOpened,
        List<FaultSpell> spells,
        List<Seen<RolloutEvent>> events,
        List<Seen<Rollout>> sightings,
        List<Seen<Incident>> incidents,
        List<Seen<Incident>> environment,
        Optional<LookReport> lastReport,
        Rollout rollout,
        boolean finished) {
    public ActRecord {
        events = List.copyOf(events);
        sightings = List.copyOf(sightings);
        incidents = List.copyOf(incidents);
        spells = List.copyOf(spells);
        environment = List.copyOf(environment);
    }

    /** First look in which something met a fault. */
    public OptionalLong firstFaultLook() {
        return spells.stream().mapToLong(FaultSpell::firstLook).findFirst();
    }

    /** When that look was told. */
    public Optional<Instant> firstFaultAt() {
        return spells.stream().map(FaultSpell::firstAt).findFirst();
    }

    /** The incident as it was last seen. */
    public Optional<Incident> incident() {
        return incidents.isEmpty() ? Optional.empty() : Optional.of(incidents.getLast().value());
    }

    /** Something, and the look after which it was seen. */
    public record Seen<T>(long look, Instant at, T value) {}
}
