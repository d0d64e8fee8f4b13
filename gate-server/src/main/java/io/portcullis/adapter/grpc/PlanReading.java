package io.portcullis.adapter.grpc;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Reads a plan, with its defaults. */
final class PlanReading {

    /** A census every few looks, but no oftener than systems bear and no rarer than people wait. */
    private static final int POLL_LOOKS = 3;

    private final Duration poll;

    PlanReading(Duration look) {
        Duration looks = look.multipliedBy(POLL_LOOKS);
        this.poll = looks.compareTo(Plan.POLL_DEFAULT) < 0 ? looks : Plan.POLL_DEFAULT;
    }

    Plan read(io.portcullis.v1.Plan wire) {
        Mode mode = mode(wire);
        if (mode == Mode.ENFORCE && wire.getControl().isEmpty()) {
            throw RequestRefused.invalid(
                    "plan.control",
                    "control.required",
                    "is empty; mode ENFORCE needs a control that acts");
        }
        return StartReading.field("plan", wire, _ -> plan(wire, mode));
    }

    private Plan plan(io.portcullis.v1.Plan wire, Mode mode) {
        return new Plan(
                mode,
                switch (wire.getDriver()) {
                    case DRIVER_GATE -> Driver.GATE;
                    case DRIVER_PIPELINE, DRIVER_UNSPECIFIED, UNRECOGNIZED -> Driver.PIPELINE;
                },
                wire.getControl(),
                switch (wire.getWhenHoldExpires()) {
                    case HOLD_EXPIRY_ABORT -> HoldExpiry.ABORT;
                    case HOLD_EXPIRY_PAUSE, HOLD_EXPIRY_UNSPECIFIED, UNRECOGNIZED ->
                            HoldExpiry.PAUSE;
                },
                switch (wire.getWhenSharedHarm()) {
                    case SHARED_HARM_CHOICE_HOLD -> SharedHarmPolicy.HOLD;
                    case SHARED_HARM_CHOICE_ABORT, SHARED_HARM_CHOICE_UNSPECIFIED, UNRECOGNIZED ->
                            SharedHarmPolicy.ABORT;
                },
                transition(wire),
                stages(wire.getStagesList()),
                wire.hasWaitLimit()
                        ? Span.of(WireValues.duration(wire.getWaitLimit()))
                        : Plan.WAIT_LIMIT_DEFAULT,
                wire.hasPauseLimit()
                        ? Span.of(WireValues.duration(wire.getPauseLimit()))
                        : Plan.PAUSE_LIMIT_DEFAULT,
                wire.hasRecoveredFor() ? span(wire.getRecoveredFor()) : Plan.RECOVERED_FOR_DEFAULT,
                wire.hasRestoreDeadline()
                        ? WireValues.duration(wire.getRestoreDeadline())
                        : Plan.RESTORE_DEADLINE_DEFAULT,
                poll);
    }

    private static TransitionPolicy transition(io.portcullis.v1.Plan wire) {
        return new TransitionPolicy(
                wire.hasCutRatioMax()
                        ? wire.getCutRatioMax()
                        : TransitionPolicy.DEFAULT.cutRatioMax(),
                switch (wire.getWhenTransitionHarm()) {
                    case TRANSITION_HARM_CHOICE_ROLL_BACK -> Response.ROLL_BACK;
                    case TRANSITION_HARM_CHOICE_PAUSE -> Response.PAUSE;
                    case TRANSITION_HARM_CHOICE_UNSPECIFIED, UNRECOGNIZED ->
                            TransitionPolicy.DEFAULT.response();
                });
    }

    private static Mode mode(io.portcullis.v1.Plan wire) {
        return switch (wire.getMode()) {
            case MODE_OBSERVE -> Mode.OBSERVE;
            case MODE_ENFORCE -> Mode.ENFORCE;
            case MODE_ADVISE, MODE_UNSPECIFIED, UNRECOGNIZED -> Mode.ADVISE;
        };
    }

    private static List<Stage> stages(List<io.portcullis.v1.Stage> wire) {
        var stages = new ArrayList<Stage>();
        var names = new HashSet<String>();
        for (int index = 0; index < wire.size(); index++) {
            String field = "plan.stages[" + index + "]";
            Stage stage = StartReading.field(field, wire.get(index), PlanReading::stage);
            if (!names.add(stage.name())) {
                throw RequestRefused.invalid(
                        field + ".name",
                        "stage.name_unique",
                        "is '" + stage.name() + "', as an earlier stage; must be unique");
            }
            stages.add(stage);
        }
        return stages;
    }

    private static Stage stage(io.portcullis.v1.Stage wire) {
        var regions = new TreeSet<Region>();
        wire.getRegionsList().forEach(name -> regions.add(new Region(name)));
        return new Stage(
                wire.getName(),
                wire.getAllRegions() ? new Stage.Where.All() : new Stage.Where.Named(regions),
                wire.getCanaryShareRatio(),
                span(wire.getBake()),
                span(wire.getHoldLimit()));
    }

    private static Span span(io.portcullis.v1.Span wire) {
        return switch (wire.getSpanCase()) {
            case LOOKS -> Span.looks(wire.getLooks());
            case DURATION -> Span.of(WireValues.duration(wire.getDuration()));
            case SPAN_NOT_SET ->
                    throw new IllegalArgumentException("span is empty; give a duration or looks");
        };
    }
}
