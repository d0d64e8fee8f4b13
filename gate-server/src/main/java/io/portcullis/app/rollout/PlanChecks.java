package io.portcullis.app.rollout;

import io.portcullis.app.RequestRefused.FieldProblem;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what is malformed in a plan only when seen against the service it is for. */
final class PlanChecks {

    private final Plan plan;
    private final ServiceDefinition service;

    PlanChecks(Plan plan, ServiceDefinition service) {
        this.plan = plan;
        this.service = service;
    }

    /** Every problem; empty when there is none. */
    List<FieldProblem> problems() {
        var problems = new ArrayList<FieldProblem>();
        List<Stage> stages = plan.stages();
        for (int index = 0; index < stages.size(); index++) {
            String field = "plan.stages[" + index + "].regions";
            var regions = stages.get(index).where().in(service.regions());
            problems.addAll(unknownRegions(field, regions));
        }
        if (problems.isEmpty()) {
            for (int stage = 2; stage <= stages.size(); stage++) {
                problems.addAll(narrowed(stage));
            }
        }
        return problems;
    }

    private List<FieldProblem> narrowed(int stage) {
        var problems = new ArrayList<FieldProblem>();
        var before = plan.canaryShares(stage - 1, service.regions());
        plan.canaryShares(stage, service.regions())
                .forEach((region, share) -> {
                    double was = before.getOrDefault(region, 0.0);
                    if (share < was) {
                        problems.add(
                                new FieldProblem(
                                        "plan.stages[" + (stage - 1) + "].canary_share_ratio",
                                        "stage.widens",
                                        "falls from "
                                                + was
                                                + " to "
                                                + share
                                                + " in "
                                                + region
                                                + "; a stage may only widen"));
                    }
                });
        return problems;
    }

    /** A problem for each region the service does not have. */
    List<FieldProblem> unknownRegions(String field, Collection<Region> regions) {
        return regions.stream()
                .filter(region -> !service.regions().contains(region))
                .map(region ->
                        new FieldProblem(
                                field,
                                "region.known",
                                "has "
                                        + region
                                        + "; must be a region of "
                                        + service.name()
                                        + ": "
                                        + service.regions()))
                .toList();
    }
}
