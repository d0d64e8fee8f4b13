package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.DrillView.Moment;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.Decision;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Reason;
import io.portcullis.v1.Rollout;

/** Parts of what a drill shows. */
final class ViewText {
    private static final int REASON_LENGTH_MAX = 150;

    private ViewText() {}

    /** State, stage and how far its bake is. */
    static String state(Moment moment) {
        Rollout rollout = moment.rollout().orElse(Rollout.getDefaultInstance());
        LookReport report = moment.report().orElse(LookReport.getDefaultInstance());
        String bake =
                report.getBakeLooks() == 0
                        ? ""
                        : " (look "
                                + report.getStageLooks()
                                + " of a bake of "
                                + report.getBakeLooks()
                                + ")";
        return Names.of(rollout.getState()) + ", stage " + rollout.getStage() + bake;
    }

    /** The decision with its first reason. */
    static String waitsFor(Moment moment) {
        Decision decision =
                moment.report()
                        .map(LookReport::getDecision)
                        .orElse(
                                moment.rollout()
                                        .map(Rollout::getDecision)
                                        .orElse(Decision.getDefaultInstance()));
        String reason =
                decision.getReasonsList().stream().findFirst().map(Reason::getText).orElse("");
        String text = Names.of(decision.getKind()) + (reason.isEmpty() ? "" : ": " + reason);
        return text.length() <= REASON_LENGTH_MAX
                ? text
                : text.substring(0, REASON_LENGTH_MAX - 3) + "...";
    }
}
