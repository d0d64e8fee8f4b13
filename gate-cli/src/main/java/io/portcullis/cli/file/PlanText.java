package io.portcullis.cli.file;

import io.portcullis.v1.Driver;
import io.portcullis.v1.HoldExpiry;
import io.portcullis.v1.Mode;
import io.portcullis.v1.Plan;
import io.portcullis.v1.SharedHarmChoice;
import io.portcullis.v1.Stage;
import io.portcullis.v1.TransitionHarmChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code plan} of a rollout file. */
public record PlanText(
        @Nullable ModeText mode,
        @Nullable DriverText driver,
        @Nullable String control,
        @Nullable HoldText whenHoldExpires,
        @Nullable HarmText whenSharedHarm,
        @Nullable CutText whenTransitionHarm,
        @Nullable Double cutRatioMax,
        @Nullable SpanText waitLimit,
        @Nullable SpanText pauseLimit,
        @Nullable SpanText recoveredFor,
        @Nullable SpanText restoreDeadline,
        List<StageText> stages) {
    public PlanText {
        stages = Rules.some(stages, "stages");
        if (cutRatioMax != null) {
            Rules.within(cutRatioMax, 0, 1, "cutRatioMax");
        }
    }

    /** As the wire says it. */
    public Plan toPlan() {
        Plan.Builder plan =
                Plan.newBuilder()
                        .setControl(control == null ? "" : control)
                        .addAllStages(stages.stream().map(StageText::toStage).toList());
        Optional.ofNullable(mode).ifPresent(m -> plan.setMode(Mode.valueOf("MODE_" + m.name())));
        Optional.ofNullable(driver)
                .ifPresent(d -> plan.setDriver(Driver.valueOf("DRIVER_" + d.name())));
        Optional.ofNullable(whenHoldExpires)
                .ifPresent(h ->
                        plan.setWhenHoldExpires(HoldExpiry.valueOf("HOLD_EXPIRY_" + h.name())));
        Optional.ofNullable(whenSharedHarm)
                .ifPresent(h ->
                        plan.setWhenSharedHarm(
                                SharedHarmChoice.valueOf("SHARED_HARM_CHOICE_" + h.name())));
        Optional.ofNullable(whenTransitionHarm)
                .ifPresent(h ->
                        plan.setWhenTransitionHarm(
                                TransitionHarmChoice.valueOf(
                                        "TRANSITION_HARM_CHOICE_" + h.name())));
        Optional.ofNullable(cutRatioMax).ifPresent(plan::setCutRatioMax);
        Optional.ofNullable(waitLimit)
                .ifPresent(limit -> plan.setWaitLimit(limit.toWireDuration()));
        Optional.ofNullable(pauseLimit)
                .ifPresent(limit -> plan.setPauseLimit(limit.toWireDuration()));
        Optional.ofNullable(recoveredFor).ifPresent(span -> plan.setRecoveredFor(span.toSpan()));
        Optional.ofNullable(restoreDeadline)
                .ifPresent(limit -> plan.setRestoreDeadline(limit.toWireDuration()));
        return plan.build();
    }

    /** What the gate may do. */
    public enum ModeText {
        OBSERVE,
        ADVISE,
        ENFORCE
    }

    /** Who widens. */
    public enum DriverText {
        PIPELINE,
        GATE
    }

    /** What happens when HOLD has lasted too long. */
    public enum HoldText {
        PAUSE,
        ABORT
    }

    /** What shared harm means. */
    public enum HarmText {
        ABORT,
        HOLD
    }

    /** What follows when replacing processes cuts too many sessions. */
    public enum CutText {
        PAUSE,
        ROLL_BACK
    }

    /** One stage. */
    public record StageText(
            String name,
            RegionsText regions,
            double canaryShare,
            SpanText bake,
            SpanText holdLimit) {
        public StageText {
            Rules.name(name, "name");
            Rules.required(regions, "regions");
            Rules.within(canaryShare, Double.MIN_VALUE, 1, "canaryShare");
            Rules.required(bake, "bake");
            Rules.required(holdLimit, "holdLimit");
        }

        /** As the wire says it. */
        Stage toStage() {
            return Stage.newBuilder()
                    .setName(name)
                    .addAllRegions(regions.names())
                    .setAllRegions(regions.isAll())
                    .setCanaryShareRatio(canaryShare)
                    .setBake(bake.toSpan())
                    .setHoldLimit(holdLimit.toSpan())
                    .build();
        }
    }
}
