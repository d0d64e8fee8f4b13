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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Finds what is malformed in a start only when seen against the server's configuration. */
final class StartChecks {

    private final StartRequest request;
    private final ServiceDefinition service;
    private final PlanChecks plan;
    private final List<FieldProblem> problems = new ArrayList<>();

    StartChecks(StartRequest request, ServiceDefinition service) {
        this.request = request;
        this.service = service;
        this.plan = new PlanChecks(request.plan(), service);
    }

    /**
     * @param running what runs in each region, as far as it is known
     * @throws RequestRefused with every problem
     */
    void require(Controls controls, SortedMap<Region, RunningRelease> running) {
        knownRegions("running_by_region", request.runningByRegion().keySet());
        knownRegions("configuration_keys", request.configurationKeys().keySet());
        problems.addAll(plan.problems());
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
        problems.addAll(plan.unknownRegions(field, regions));
    }

    private void problem(String field, String rule, String text) {
        problems.add(new FieldProblem(field, rule, text));
    }
}
