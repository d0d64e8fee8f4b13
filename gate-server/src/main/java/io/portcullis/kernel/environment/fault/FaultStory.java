package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.fault.FaultEntry.Kind;
import io.portcullis.kernel.environment.standing.Standing;
import io.portcullis.kernel.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one look into a fault. Made anew for each look; not thread-safe. */
final class FaultStory {

    /** Besides places it is in now. */
    private static final int PRESENCES_ENDED_MAX = 64;

    /** The first and the last of so many entries are kept. */
    private static final int TIMELINE_MAX = 400;

    private final Instant now;
    private Fault fault;

    FaultStory(Fault fault, Instant now) {
        this.fault = fault;
        this.now = now;
    }

    /** A fault nobody knew of, in its first places. */
    static FaultStory open(List<Standing> unfit, Instant now) {
        var subject = unfit.getFirst().subject();
        var first = earliest(unfit);
        var fault =
                new Fault(
                        FaultId.of(subject.fingerprint(), now),
                        subject.fingerprint(),
                        subject.kind(),
                        subject.name(),
                        subject.service(),
                        first.rule().effect(),
                        List.of(),
                        first.since(),
                        now,
                        null,
                        null,
                        "",
                        0,
                        first.rule().goneFor(),
                        null,
                        List.of());
        var story = new FaultStory(fault, now);
        story.add(first.since(), Kind.OPENED, first.subject().place(), first.text());
        story.places(unfit, List.of(), first);
        return story;
    }

    /**
     * @param unfit subjects of this fault that are unfit
     * @param unrecovered what else stands against its being over
     * @param fit subjects of this fault that are fit
     */
    void follow(List<Standing> unfit, List<Standing> unrecovered, List<Standing> fit) {
        Standing told = null;
        if (!unfit.isEmpty() && !fault.isOpen()) {
            told = earliest(unfit);
            reopen(told);
        }
        if (!fault.isOpen()) {
            return;
        }
        places(unfit, fit, told);
        recovery(unrecovered);
        resolve();
    }

    Fault fault() {
        return fault;
    }

    private void reopen(Standing first) {
        fault =
                new FaultDraft(fault)
                        .resolvedAt(null)
                        .goneSince(null)
                        .reopened(fault.reopened() + 1)
                        .acceptance(null)
                        .fault();
        add(first.since(), Kind.REOPENED, first.subject().place(), first.text());
    }

    /**
     * @param told the one whose coming is in the timeline already
     */
    private void places(List<Standing> unfit, List<Standing> fit, @Nullable Standing told) {
        var presences = new ArrayList<Presence>();
        for (Presence presence : fault.presences()) {
            presences.add(followed(presence, unfit, fit));
        }
        boolean worse = false;
        for (Standing standing : unfit) {
            if (presences.stream().noneMatch(it -> isAt(it, standing))) {
                Place place = standing.subject().place();
                presences.add(new Presence(place, standing.since(), null, standing.text()));
                if (!standing.equals(told)) {
                    add(standing.since(), Kind.SPREAD, place, standing.text());
                }
                worse |= !isAcceptedAt(place);
            }
        }
        var draft = new FaultDraft(fault).presences(bounded(presences));
        if (!unfit.isEmpty()) {
            Rule.Effect effect = gravest(unfit);
            var acceptance = fault.acceptance();
            worse |= acceptance != null && effect.compareTo(acceptance.effect()) > 0;
            draft.effect(effect).goneFor(longest(unfit));
        }
        fault = (worse ? draft.acceptance(null) : draft).fault();
    }

    private Presence followed(Presence presence, List<Standing> unfit, List<Standing> fit) {
        if (!presence.isThere()) {
            return presence;
        }
        for (Standing standing : unfit) {
            if (isAt(presence, standing)) {
                String text = standing.isSaidUnfit() ? standing.text() : presence.text();
                return new Presence(presence.place(), presence.since(), null, text);
            }
        }
        var text =
                fit.stream()
                        .filter(it -> Objects.equals(it.subject().place(), presence.place()))
                        .map(Standing::text)
                        .findFirst()
                        .orElse("It is not watched there any more; last: " + presence.text());
        add(now, Kind.LEFT, presence.place(), text);
        return new Presence(presence.place(), presence.since(), now, presence.text());
    }

    private void recovery(List<Standing> unrecovered) {
        if (fault.isThere() || !unrecovered.isEmpty()) {
            var waiting =
                    fault.isThere()
                            ? ""
                            : unrecovered.stream()
                                    .map(it -> it.subject().name() + ": " + it.text())
                                    .collect(Collectors.joining("; "));
            if (!waiting.isEmpty() && fault.waitingFor().isEmpty()) {
                add(now, Kind.WAITING, null, waiting);
            }
            fault = new FaultDraft(fault).goneSince(null).waitingFor(waiting).fault();
        } else if (fault.goneSince() == null) {
            fault = new FaultDraft(fault).goneSince(now).waitingFor("").fault();
        }
    }

    private void resolve() {
        var gone = fault.goneSince();
        if (gone == null || gone.plus(fault.goneFor()).isAfter(now)) {
            return;
        }
        fault = new FaultDraft(fault).resolvedAt(now).acceptance(null).fault();
        add(now, Kind.RESOLVED, null, "It has been gone everywhere since " + gone + ".");
    }

    /** Records a person's word; from then on it stops nothing until it gets worse. */
    void accept(String by, String reason) {
        var places = new TreeSet<String>();
        fault.presences().stream()
                .filter(Presence::isThere)
                .forEach(it -> places.add(Objects.toString(it.place(), "")));
        fault =
                new FaultDraft(fault)
                        .acceptance(new Acceptance(by, now, reason, places, fault.effect()))
                        .fault();
        var entry = new FaultEntry(now, now, Kind.ACCEPTED, null, by, reason);
        fault = new FaultDraft(fault).timeline(extended(entry)).fault();
    }

    private boolean isAcceptedAt(@Nullable Place place) {
        var acceptance = fault.acceptance();
        return acceptance == null || acceptance.places().contains(Objects.toString(place, ""));
    }

    private static boolean isAt(Presence presence, Standing standing) {
        return presence.isThere() && Objects.equals(presence.place(), standing.subject().place());
    }

    private static Standing earliest(List<Standing> unfit) {
        return unfit.stream()
                .min(Comparator.comparing(Standing::since))
                .orElseThrow(() -> new IllegalArgumentException("unfit is empty"));
    }

    static Rule.Effect gravest(List<Standing> unfit) {
        return unfit.stream()
                .map(it -> it.rule().effect())
                .max(Comparator.naturalOrder())
                .orElse(Rule.Effect.RECORD);
    }

    private static Duration longest(List<Standing> unfit) {
        return unfit.stream()
                .map(it -> it.rule().goneFor())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static List<Presence> bounded(List<Presence> presences) {
        long ended = presences.stream().filter(it -> !it.isThere()).count();
        var kept = new ArrayList<>(presences);
        for (long over = ended - PRESENCES_ENDED_MAX; over > 0; over--) {
            kept.remove(kept.stream().filter(it -> !it.isThere()).findFirst().orElseThrow());
        }
        return kept;
    }

    private void add(Instant occurredAt, Kind kind, @Nullable Place place, String text) {
        var entry = new FaultEntry(occurredAt, now, kind, place, "", text);
        fault = new FaultDraft(fault).timeline(extended(entry)).fault();
    }

    private List<FaultEntry> extended(FaultEntry entry) {
        var timeline = new ArrayList<>(fault.timeline());
        if (timeline.size() >= TIMELINE_MAX) {
            timeline.remove(TIMELINE_MAX / 2);
        }
        timeline.add(entry);
        return timeline;
    }
}
