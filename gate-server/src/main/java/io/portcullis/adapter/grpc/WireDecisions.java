package io.portcullis.adapter.grpc;

import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Decision.Abort;
import io.portcullis.kernel.decision.Decision.Hold;
import io.portcullis.kernel.decision.Decision.Proceed;
import io.portcullis.kernel.decision.Numbers;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Remaining;
import io.portcullis.kernel.decision.RungDetail;
import io.portcullis.kernel.decision.Since;
import io.portcullis.kernel.decision.Touched;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.v1.DecisionKind;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions and reasons in the words of the wire, and back. */
final class WireDecisions {

    /** Every reason has the same name on the wire; a test holds that. */
    private static final String REASON_PREFIX = "REASON_TYPE_";

    private WireDecisions() {}

    static io.portcullis.v1.Decision decision(Decision decision) {
        var wire = io.portcullis.v1.Decision.newBuilder().setStage(decision.stage());
        return switch (decision) {
            case Proceed(_, var excludes, var cannotExclude) ->
                    wire.setKind(DecisionKind.DECISION_KIND_PROCEED)
                            .addAllExcludes(excludes)
                            .addAllCannotExclude(cannotExclude)
                            .build();
            case Hold(_, var reasons) ->
                    wire.setKind(DecisionKind.DECISION_KIND_HOLD)
                            .addAllReasons(reasons(reasons))
                            .build();
            case Abort(_, var reasons) ->
                    wire.setKind(DecisionKind.DECISION_KIND_ABORT)
                            .addAllReasons(reasons(reasons))
                            .build();
        };
    }

    static Decision decision(io.portcullis.v1.Decision wire) {
        var reasons = wire.getReasonsList().stream().map(WireDecisions::reason).toList();
        return switch (wire.getKind()) {
            case DECISION_KIND_PROCEED ->
                    new Proceed(
                            wire.getStage(), wire.getExcludesList(), wire.getCannotExcludeList());
            case DECISION_KIND_HOLD -> new Hold(wire.getStage(), reasons);
            case DECISION_KIND_ABORT -> new Abort(wire.getStage(), reasons);
            case DECISION_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("kind is " + wire.getKind());
        };
    }

    static List<io.portcullis.v1.Reason> reasons(List<Reason> reasons) {
        return reasons.stream().map(WireDecisions::reason).toList();
    }

    static io.portcullis.v1.Reason reason(Reason reason) {
        var wire =
                io.portcullis.v1.Reason.newBuilder()
                        .setType(type(reason.type()))
                        .setText(reason.text());
        var place = reason.place();
        if (place != null) {
            wire.setPlace(WireValues.place(place));
        }
        var scope = reason.scope();
        if (scope != null) {
            wire.setPlace(WireValues.place(scope));
        }
        var signal = reason.signal();
        if (signal != null) {
            wire.setSignal(signal.value());
        }
        var pair = reason.pair();
        if (pair != null) {
            wire.setArmPair(WireValues.armPair(pair));
        }
        measured(reason, wire);
        Touched.of(reason).ifPresent(touched -> wire.setTouched(WireTouched.evidence(touched)));
        wire.setConfigurationKey(reason.details().getOrDefault("key", ""));
        wire.setProtocol(reason.details().getOrDefault("protocol", ""));
        RungDetail.of(reason).ifPresent(rung -> wire.setRung(rung.letter()));
        return wire.build();
    }

    private static void measured(Reason reason, io.portcullis.v1.Reason.Builder wire) {
        var numbers = reason.numbers();
        if (numbers != null) {
            wire.setCanary(WireValues.counts(numbers.canary()))
                    .setOld(WireValues.counts(numbers.comparison()))
                    .setLogEvidence(numbers.logEvidence())
                    .setLogThreshold(numbers.logThreshold());
        }
        var blame = reason.blame();
        if (blame != null) {
            wire.setBlame(WireBlame.blame(blame));
        }
        var since = reason.since();
        if (since != null) {
            wire.setSinceTime(WireValues.timestamp(since.at())).setSinceLook(since.look());
        }
        var remaining = reason.remaining();
        if (remaining != null) {
            wire.setRemaining(remaining(remaining.attempts(), remaining.looks()));
        }
    }

    private static Reason reason(io.portcullis.v1.Reason wire) {
        var details = new TreeMap<String, String>();
        if (!wire.getConfigurationKey().isEmpty()) {
            details.put("key", wire.getConfigurationKey());
        }
        if (!wire.getProtocol().isEmpty()) {
            details.put("protocol", wire.getProtocol());
        }
        if (!wire.getRung().isEmpty()) {
            details.put("rung", wire.getRung());
        }
        if (wire.hasTouched()) {
            details.putAll(WireTouched.details(wire.getTouched()));
        }
        boolean sum = wire.getPlace().hasAggregate();
        return new Reason(
                ReasonType.valueOf(wire.getType().name().substring(REASON_PREFIX.length())),
                wire.hasPlace() && !sum ? WireValues.place(wire.getPlace()) : null,
                sum ? WireValues.scope(wire.getPlace().getAggregate()) : null,
                wire.getSignal().isEmpty() ? null : new SignalName(wire.getSignal()),
                pair(wire),
                numbers(wire),
                wire.hasBlame() ? WireBlame.blame(wire.getBlame()) : null,
                since(wire),
                remaining(wire),
                details,
                wire.getText());
    }

    private static @Nullable Numbers numbers(io.portcullis.v1.Reason wire) {
        return wire.hasCanary()
                ? new Numbers(
                        WireValues.counts(wire.getCanary()),
                        WireValues.counts(wire.getOld()),
                        wire.getLogEvidence(),
                        wire.getLogThreshold())
                : null;
    }

    private static @Nullable Since since(io.portcullis.v1.Reason wire) {
        return wire.hasSinceTime()
                ? new Since(
                        Math.toIntExact(wire.getSinceLook()),
                        WireValues.instant(wire.getSinceTime()))
                : null;
    }

    private static @Nullable Remaining remaining(io.portcullis.v1.Reason wire) {
        return wire.hasRemaining()
                ? new Remaining(wire.getRemaining().getAttempts(), looks(wire.getRemaining()))
                : null;
    }

    private static @Nullable ArmPair pair(io.portcullis.v1.Reason wire) {
        return switch (wire.getArmPair()) {
            case ARM_PAIR_NEW_OLD -> ArmPair.NEW_OLD;
            case ARM_PAIR_OLD_NEW -> ArmPair.OLD_NEW;
            case ARM_PAIR_NEW_NEW -> ArmPair.NEW_NEW;
            case ARM_PAIR_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    /** No number of looks is told as 0: a wait that is over is no reason. */
    static io.portcullis.v1.Remaining remaining(double attempts, double looks) {
        return io.portcullis.v1.Remaining.newBuilder()
                .setAttempts(attempts)
                .setLooks(Double.isFinite(looks) ? Math.max(1, (long) Math.ceil(looks)) : 0)
                .build();
    }

    private static double looks(io.portcullis.v1.Remaining remaining) {
        return remaining.getLooks() == 0 ? Double.POSITIVE_INFINITY : remaining.getLooks();
    }

    static io.portcullis.v1.ReasonType type(ReasonType type) {
        return io.portcullis.v1.ReasonType.valueOf(REASON_PREFIX + type.name());
    }
}
