package io.portcullis.app.replay;

import io.portcullis.app.gather.PulledSources;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.port.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people should know of how far a replay can be trusted. */
final class ReplayNotes {

    private final ServiceDefinition service;
    private final PulledSources past;
    private final List<String> notes = new ArrayList<>();

    ReplayNotes(ServiceDefinition service, PulledSources past) {
        this.service = service;
        this.past = past;
        var silent = new TreeSet<Region>(service.regions());
        past.of(service.name()).stream().map(EvidenceSource::region).forEach(silent::remove);
        if (!silent.isEmpty()) {
            notes.add("No Prometheus is configured for " + silent + ": nothing of it is played.");
        }
    }

    List<String> all() {
        return List.copyOf(notes);
    }

    /** What would be read and played. */
    List<String> planned(ReplayRequest request, @Nullable HealthyLayout layout, Duration look) {
        int count = past.of(service.name()).size();
        String regions = count == 1 ? "1 region" : count + " regions";
        if (layout != null) {
            notes.add(
                    "Would read %,d looks of %s in %s and play %d rollouts of nothing new, of up to %,d looks each; %d of them share no look."
                            .formatted(
                                    layout.looks(),
                                    seconds(look),
                                    regions,
                                    layout.starts().length,
                                    layout.looksEach(),
                                    layout.apart()));
        }
        for (ReplayRequest.Bad bad : request.bad()) {
            notes.add(
                    "Would read %,d looks before %s and up to %,d after it, in %s."
                            .formatted(
                                    AnalysisPlan.LOOKS_BEFORE_MAX,
                                    bad.from(),
                                    Duration.between(bad.from(), bad.to()).dividedBy(look),
                                    regions));
        }
        return all();
    }

    private static String seconds(Duration look) {
        return look.toMillis() % 1_000 == 0 ? look.toSeconds() + " s" : look.toMillis() + " ms";
    }

    void ofHealthy(HealthyReplay replay, HealthyLayout layout, PastFeed feed) {
        if (replay.skipped() > 0) {
            notes.add(
                    "%d rollouts were left out: too little was known of the hour before them."
                            .formatted(replay.skipped()));
        }
        if (layout.apart() < replay.played()) {
            notes.add(
                    "The %d rollouts share looks, each with other servers as its canary; about %d share none. A longer time makes the limits surer."
                            .formatted(replay.played(), layout.apart()));
        }
        if (!service.links().isEmpty()) {
            notes.add(
                    "Links name the version of their source and not its server; their source end was split at the destination.");
        }
        gaps("The healthy time", feed);
    }

    void ofBad(String part, PastFeed feed) {
        gaps(part, feed);
    }

    private void gaps(String part, PastFeed feed) {
        if (!feed.gaps().isEmpty()) {
            var first = feed.gaps().getFirst();
            notes.add(
                    "%s: %,d looks of a region could not be read; first of %d kinds: %s: %s"
                            .formatted(
                                    part,
                                    feed.gapCount(),
                                    feed.gaps().size(),
                                    first.region(),
                                    first.detail()));
        }
    }
}
