package io.portcullis.simulation.world;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A seeded service on a virtual clock, looks of ten seconds (analysis section 4). The same setting and
 * seed play the same counts. Not thread-safe.
 */
public final class World {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Setting setting;
    private final Draws draws;
    private final Moment moment;
    private final List<Site> sites;
    private int look;

    public World(Setting setting, long seed) {
        this.setting = setting;
        draws = new Draws(seed);
        moment = new Moment(setting, draws);
        sites = new Sites(setting, draws).all();
    }

    /** Plays the last looks before the rollout. */
    public EvidenceBefore before(int looks) {
        var counted = new ArrayList<LookEvidence>();
        var asIfCanary = new ArrayList<LookEvidence>();
        for (look = -looks; look < 0; ) {
            look++;
            play();
            Map<Cell, Counts> unmarked = HashMap.newHashMap(sites.size());
            sites.forEach(site -> site.unmarkedInto(unmarked));
            counted.add(LookEvidence.of(at(), unmarked));
            asIfCanary.add(marked());
        }
        return new EvidenceBefore(counted, asIfCanary);
    }

    /** Plays the next look of the rollout. */
    public LookEvidence next() {
        look++;
        play();
        return marked();
    }

    /** Looks of the rollout played so far. */
    public int look() {
        return look;
    }

    /** The canary's streams, for rules that need no more than their counts. */
    public List<Stream> streams() {
        return sites.stream()
                .flatMap(site ->
                        site.arms().stream()
                                .filter(ArmTraffic::hasCanary)
                                .map(arm -> new Stream(site.place(), arm, site.arms().getFirst())))
                .toList();
    }

    /** One canary arm and the old arm it is compared with, as the last look counted them. */
    public record Stream(Place place, ArmTraffic canary, ArmTraffic old) {}

    private void play() {
        moment.at(look);
        for (Site site : sites) {
            site.play(moment, setting, draws);
        }
    }

    private LookEvidence marked() {
        Map<Cell, Counts> counts = HashMap.newHashMap(4 * sites.size());
        sites.forEach(site -> site.into(counts));
        return LookEvidence.of(at(), counts);
    }

    private Instant at() {
        return START.plus(LOOK.multipliedBy(look));
    }
}
