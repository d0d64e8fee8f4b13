package io.portcullis.app.rollout;

import io.portcullis.app.Controls;
import io.portcullis.app.Controls.Named;
import io.portcullis.app.Controls.Opening;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.FieldProblem;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.release.Admission.ControlReach;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Finds what is malformed in a start only when seen against the server's configuration. */
final class StartChecks {

    private final StartRequest request;
    private final ServiceDefinition service;
    private final List<FieldProblem> problems = new ArrayList<>();

    StartChecks(StartRequest request, ServiceDefinition service) {
        this.request = request;
        this.service = service;
    }

    /**
     * @param running what runs in each region, as far as it is known
     * @throws RequestRefused with every problem
     */
    void require(Controls controls, SortedMap<Region, RunningRelease> running) {
        knownRegions("running_by_region", request.runningByRegion().keySet());
        knownRegions("configuration_keys", request.configurationKeys().keySet());
        stages();
        control(controls, running);
        for (Region region : service.regions()) {
            if (!running.containsKey(region)) {
                problem(
                        "running",
                        "running.known",
                        "nothing is known of what runs in " + region + "; say what runs there");
            }
        }
        if (!problems.isEmpty()) {
            throw new RequestRefused(new Why.Invalid(problems));
        }
    }

    private void stages() {
        List<Stage> stages = request.plan().stages();
        for (int index = 0; index < stages.size(); index++) {
            String field = "plan.stages[" + index + "].regions";
            knownRegions(field, stages.get(index).where().in(service.regions()));
        }
        if (!problems.isEmpty()) {
            return;
        }
        for (int stage = 2; stage <= stages.size(); stage++) {
            widens(stage);
        }
    }

    private void widens(int stage) {
        var before = request.plan().canaryShares(stage - 1, service.regions());
        request.plan()
                .canaryShares(stage, service.regions())
                .forEach((region, share) -> {
                    double was = before.getOrDefault(region, 0.0);
                    if (share < was) {
                        problem(
                                "plan.stages[" + (stage - 1) + "].canary_share_ratio",
                                "stage.widens",
                                "falls from "
                                        + was
                                        + " to "
                                        + share
                                        + " in "
                                        + region
                                        + "; a stage may only widen");
                    }
                });
    }

    private void control(Controls controls, SortedMap<Region, RunningRelease> running) {
        Plan plan = request.plan();
        if (plan.control().isEmpty()) {
            return;
        }
        Optional<Named> named = controls.find(plan.control());
        if (named.isEmpty()) {
            problem(
                    "plan.control",
                    "control.known",
                    "is '" + plan.control() + "'; must be one of " + controls.byName().keySet());
            return;
        }
        boolean mustOpen = plan.mode() == Mode.ENFORCE && plan.driver() == Driver.GATE;
        if (mustOpen && named.get().opening() == Opening.RESTORES_ONLY) {
            problem(
                    "plan.driver",
                    "driver.can_open",
                    "is GATE, but control '"
                            + plan.control()
                            + "' cannot open stages; use PIPELINE");
        }
        if (plan.mode() == Mode.ENFORCE && named.get().reach() == ControlReach.ASKS_OWNER) {
            versionIsNew(running);
        }
    }

    /** Who is asked from outside names servers by version alone. */
    private void versionIsNew(SortedMap<Region, RunningRelease> running) {
        String version = request.release().version();
        running.forEach((region, old) -> {
            if (old.version().equals(version)) {
                problem(
                        "release.version",
                        "version.new",
                        "is '"
                                + version
                                + "', which runs in "
                                + region
                                + " already; control '"
                                + request.plan().control()
                                + "' tells releases apart by their version only, so name this one"
                                + " otherwise, by its configuration too");
            }
        });
    }

    private void knownRegions(String field, Collection<Region> regions) {
        for (Region region : regions) {
            if (!service.regions().contains(region)) {
                problem(
                        field,
                        "region.known",
                        "has "
                                + region
                                + "; must be a region of "
                                + service.name()
                                + ": "
                                + service.regions());
            }
        }
    }

    private void problem(String field, String rule, String text) {
        problems.add(new FieldProblem(field, rule, text));
    }
}
