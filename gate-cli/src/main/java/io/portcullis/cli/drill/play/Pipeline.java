package io.portcullis.cli.drill.play;

import io.portcullis.cli.GateConnection;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecideResponse;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.ReportStageOpenResponse;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A pipeline as users have it: asks at every look whether it may widen, widens, and reports it. */
final class Pipeline {
    private static final String REPORTER = "drill";

    private final GateConnection gate;
    private final String rollout;
    private final ActWorkload workload;
    private final int stages;
    private final Asked<DecideResponse> decision;
    private final Asked<ReportStageOpenResponse> report;
    private int stage;
    private boolean reported = true;

    Pipeline(
            GateConnection gate,
            String rollout,
            ActWorkload workload,
            int stages,
            Executor executor) {
        this.gate = gate;
        this.rollout = rollout;
        this.workload = workload;
        this.stages = stages;
        this.decision = new Asked<>(executor);
        this.report = new Asked<>(executor);
    }

    /** Does what is due in this look. */
    void drive() {
        if (!reported) {
            report();
            return;
        }
        Optional<DecideResponse> answer = decision.answerIfAny();
        if (answer.filter(this::mayOpen).isPresent()) {
            stage++;
            workload.openStage(stage);
            reported = false;
            report();
        } else if (!decision.isOpen()) {
            DecideRequest request =
                    DecideRequest.newBuilder().setName(rollout).setStage(stage).build();
            decision.ask(() -> gate.rollouts().decide(request));
        }
    }

    private boolean mayOpen(DecideResponse answer) {
        return answer.getDecision().getKind() == DecisionKind.DECISION_KIND_PROCEED
                && answer.getDecision().getStage() == stage
                && stage < stages;
    }

    private void report() {
        reported = report.answerIfAny().isPresent();
        if (!reported && !report.isOpen()) {
            ReportStageOpenRequest request =
                    ReportStageOpenRequest.newBuilder()
                            .setName(rollout)
                            .setStage(stage)
                            .setReporter(REPORTER)
                            .build();
            report.ask(() -> gate.rollouts().reportStageOpen(request));
        }
    }
}
