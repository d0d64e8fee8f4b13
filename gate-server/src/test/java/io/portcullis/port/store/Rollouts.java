package io.portcullis.port.store;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.testing.RandomValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rollouts, commits and looks to store. */
public final class Rollouts {

    public static final ServiceName SERVICE = new ServiceName("media-server");
    static final Region EU_WEST = new Region("eu-west");
    static final Instant START = Instant.parse("2024-02-07T19:02:30.123456789Z");

    private Rollouts() {}

    /** Ids made later are greater. */
    public static RolloutId id(long number) {
        return new RolloutId(new UUID(0x018d_0000_0000_7000L + (number << 16), number));
    }

    public static NewRollout held(RolloutId id, ServiceName service) {
        return new NewRollout(
                id,
                service,
                "",
                "hash",
                events(1, 2),
                RolloutState.Name.HELD,
                looksBefore(3),
                bytes("snapshot 0"),
                Map.of("eu-west", bytes("book 0")),
                7,
                List.of());
    }

    static NewRollout requested(RolloutId id, String requestId, String contentHash) {
        var held = held(id, SERVICE);
        return new NewRollout(
                id,
                SERVICE,
                requestId,
                contentHash,
                held.events(),
                held.state(),
                held.before(),
                held.snapshot(),
                held.seriesBooks(),
                held.inboxCursor(),
                held.actions());
    }

    static NewRollout refused(RolloutId id, ServiceName service) {
        return new NewRollout(
                id,
                service,
                "",
                "hash",
                events(1, 2),
                RolloutState.Name.REFUSED,
                List.of(),
                Bytes.NONE,
                Map.of(),
                0,
                List.of());
    }

    static NewRollout with(NewRollout rollout, Action... actions) {
        return new NewRollout(
                rollout.id(),
                rollout.service(),
                rollout.requestId(),
                rollout.contentHash(),
                rollout.events(),
                rollout.state(),
                rollout.before(),
                rollout.snapshot(),
                rollout.seriesBooks(),
                rollout.inboxCursor(),
                List.of(actions));
    }

    /** What follows from an input that is no look. */
    static RolloutCommit input(RolloutId id, long expected, RolloutState.Name state) {
        return commit(id, expected, state, null);
    }

    /** A look that stores one event. */
    public static RolloutCommit look(RolloutId id, long expected, int look) {
        return commit(id, expected, RolloutState.Name.BAKING, judged(look));
    }

    static RolloutCommit commit(
            RolloutId id, long expected, RolloutState.Name state, @Nullable JudgedLook look) {
        return new RolloutCommit(
                id,
                expected,
                events(expected + 1, 1),
                state,
                look,
                null,
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    static JudgedLook judged(int look) {
        return judged(look, 0);
    }

    static JudgedLook judged(int look, int referenceLook) {
        return new JudgedLook(
                look,
                evidence(look),
                bytes("snapshot " + look),
                bytes("report " + look),
                Map.of("eu-west", bytes("book " + look)),
                100L + look,
                referenceLook);
    }

    static LookEvidence evidence(int look) {
        var cell = new Cell.InRegion(new SignalName("requests"), EU_WEST, Arm.CANARY);
        return LookEvidence.of(
                START.plusSeconds(10L * look), Map.of(cell, new Counts(500, Math.abs(look))));
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any legal events: a store does not judge what they say. */
    static List<LoggedEvent> events(long first, int count) {
        var random = new RandomValues(first);
        var events = new ArrayList<LoggedEvent>();
        for (int i = 0; i < count; i++) {
            events.add(
                    new LoggedEvent(
                            first + i,
                            START.plusNanos(first + i),
                            Actor.GATE,
                            random.of(RolloutEvent.class)));
        }
        return events;
    }

    private static List<LookEvidence> looksBefore(int count) {
        var before = new ArrayList<LookEvidence>();
        for (int look = 1 - count; look <= 0; look++) {
            before.add(evidence(look));
        }
        return before;
    }
}
