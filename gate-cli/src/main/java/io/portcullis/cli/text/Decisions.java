package io.portcullis.cli.text;

import io.portcullis.cli.ExitCode;
import io.portcullis.v1.Decision;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RolloutState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Decisions and reasons as people read them, and as a script is told. */
public final class Decisions {
    /** Of one type; a server that holds names no more of a type than this, and counts the rest. */
    private static final int REASONS_SHOWN_MAX = 12;

    private Decisions() {}

    /** The decision, then a line for each reason. */
    public static List<String> lines(Decision decision) {
        var lines = new ArrayList<String>();
        lines.add(Names.of(decision.getKind()) + " (stage " + decision.getStage() + ")");
        lines.addAll(reasons(decision.getReasonsList()));
        if (isExplained(decision)) {
            lines.add(
                    "  10^x is evidence, no probability: a release that is no worse ever reaches 10^x in"
                            + " at most one of 10^x rollouts.");
        }
        decision.getExcludesList().forEach(text -> lines.add("  excluded: " + text));
        decision.getCannotExcludeList().forEach(text -> lines.add("  not excluded: " + text));
        return lines;
    }

    /** Whether it rests on evidence that {@code gate rollout explain} shows. */
    public static boolean isExplained(Decision decision) {
        return decision.getReasonsList().stream().anyMatch(Reason::hasBlame);
    }

    /** A line for each reason; of very many of one type the first, and how many more. */
    public static List<String> reasons(List<Reason> reasons) {
        var byType = new LinkedHashMap<ReasonType, List<Reason>>();
        reasons.forEach(reason ->
                byType.computeIfAbsent(reason.getType(), _ -> new ArrayList<>()).add(reason));
        var lines = new ArrayList<String>();
        byType.values().forEach(ofType -> lines.addAll(ofType(ofType)));
        return lines;
    }

    private static List<String> ofType(List<Reason> reasons) {
        var lines = new ArrayList<String>();
        reasons.stream().limit(REASONS_SHOWN_MAX).map(Decisions::line).forEach(lines::add);
        if (reasons.size() > REASONS_SHOWN_MAX) {
            lines.add(
                    "  and "
                            + (reasons.size() - REASONS_SHOWN_MAX)
                            + " more; --output json shows them all");
        }
        return lines;
    }

    /** How {@code decide} ends. */
    public static ExitCode exitCode(Decision decision) {
        return switch (decision.getKind()) {
            case DECISION_KIND_PROCEED -> ExitCode.OK;
            case DECISION_KIND_HOLD -> ExitCode.HOLD;
            case DECISION_KIND_ABORT -> ExitCode.ABORT;
            case DECISION_KIND_UNSPECIFIED, UNRECOGNIZED -> ExitCode.FAILED;
        };
    }

    /** How {@code watch} ends in a state. */
    public static ExitCode exitCode(RolloutState state) {
        return switch (state) {
            case ROLLOUT_STATE_SUCCEEDED -> ExitCode.OK;
            case ROLLOUT_STATE_REFUSED,
                    ROLLOUT_STATE_ROLLED_BACK,
                    ROLLOUT_STATE_ROLLING_BACK,
                    ROLLOUT_STATE_VERIFYING,
                    ROLLOUT_STATE_ROLLBACK_STUCK,
                    ROLLOUT_STATE_ROLLBACK_INEFFECTIVE ->
                    ExitCode.ABORT;
            case ROLLOUT_STATE_REQUESTED,
                    ROLLOUT_STATE_HELD,
                    ROLLOUT_STATE_PAUSED,
                    ROLLOUT_STATE_BAKING ->
                    ExitCode.HOLD;
            case ROLLOUT_STATE_UNSPECIFIED, UNRECOGNIZED -> ExitCode.FAILED;
        };
    }

    private static String line(Reason reason) {
        return "  " + Names.of(reason.getType()) + ": " + reason.getText() + rung(reason);
    }

    /** Said once: a loop is always told by reports of edges, and says so itself. */
    private static String rung(Reason reason) {
        return reason.getRung().isEmpty() || reason.getText().contains("(rung ")
                ? ""
                : " (" + Rungs.of(reason.getRung()) + ")";
    }
}
