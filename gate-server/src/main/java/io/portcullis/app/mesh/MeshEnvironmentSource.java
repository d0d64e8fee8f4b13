package io.portcullis.app.mesh;

import io.portcullis.app.mesh.WatchMesh.SeenMesh;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.relay.structure.Invariant;
import io.portcullis.kernel.relay.structure.StructureFinding;
import io.portcullis.kernel.relay.structure.StructureReport;
import io.portcullis.kernel.relay.structure.Undecided;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The structure of each service's relay mesh, region by region: one subject for all that breaks it,
 * because a loop, a chain that dangles and waits that never end are mostly one fault, and one for
 * what is only to be shown. Services whose nodes report no edges are not spoken of.
 */
public final class MeshEnvironmentSource implements EnvironmentSource {

    private static final Rule WARNING = rule(Effect.RECORD);

    private static final String SOURCE = "edge reports";
    private static final int TOLD_MAX = 3;

    private final WatchMesh mesh;

    public MeshEnvironmentSource(WatchMesh mesh) {
        this.mesh = mesh;
    }

    /** The guards of the invariants have confirmed it; it is gone once three looks say so. */
    private static Rule rule(Effect effect) {
        return new Rule(effect, 1, 3, Duration.ofSeconds(30), 1, Duration.ofMinutes(2));
    }

    @Override
    public String name() {
        return "relay mesh";
    }

    @Override
    public List<Observation> observe(Instant now) {
        var observations = new ArrayList<Observation>();
        for (MeshDefinition one : mesh.meshes()) {
            try {
                mesh.at(one.service().name(), now)
                        .ifPresent(seen -> observations.addAll(observe(one, seen)));
            } catch (StoreUnavailable _) {
                // What is not said anew is unknown once it is no longer fresh.
            }
        }
        return observations;
    }

    private static List<Observation> observe(MeshDefinition mesh, SeenMesh seen) {
        var report = seen.report();
        if (report.size().nodes() == 0) {
            return List.of();
        }
        var observations = new ArrayList<Observation>();
        for (Region region : mesh.service().regions()) {
            observations.add(faults(mesh, region, report));
            observations.add(warnings(mesh.service(), region, report));
        }
        return observations;
    }

    private static Observation faults(MeshDefinition mesh, Region region, StructureReport report) {
        var found = findings(report, region, Invariant.Effect.FAULT);
        var unknown =
                report.undecided().stream()
                        .filter(one -> one.invariant().effect() == Invariant.Effect.FAULT)
                        .filter(one -> one.place().equals(region))
                        .map(Undecided::text)
                        .distinct()
                        .toList();
        var subject = subject(mesh.service(), region, "relay mesh");
        var rule = rule(mesh.effect());
        if (!found.isEmpty()) {
            return new Observation(
                    subject, rule, Condition.UNFIT, SOURCE, report.at(), told(found));
        }
        return unknown.isEmpty()
                ? new Observation(
                        subject,
                        rule,
                        Condition.FIT,
                        SOURCE,
                        report.at(),
                        String.format(
                                Locale.ROOT,
                                "%,d relay edges of %d nodes hold together.",
                                report.size().edges(),
                                report.size().nodes()))
                : new Observation(
                        subject, rule, Condition.UNKNOWN, SOURCE, report.at(), unknown.getFirst());
    }

    private static Observation warnings(
            ServiceDefinition service, Region region, StructureReport report) {
        var found = findings(report, region, Invariant.Effect.WARNING);
        return new Observation(
                subject(service, region, "relay mesh, warnings"),
                WARNING,
                found.isEmpty() ? Condition.FIT : Condition.UNFIT,
                SOURCE,
                report.at(),
                found.isEmpty() ? "Nothing to warn of." : told(found));
    }

    private static List<StructureFinding> findings(
            StructureReport report, Region region, Invariant.Effect effect) {
        return report.findings().stream()
                .filter(finding -> finding.invariant().effect() == effect)
                .filter(finding -> finding.regions().contains(region))
                .toList();
    }

    private static String told(List<StructureFinding> found) {
        int more = found.size() - TOLD_MAX;
        return found.stream()
                        .limit(TOLD_MAX)
                        .map(StructureFinding::text)
                        .collect(Collectors.joining(" "))
                + (more > 0 ? " And " + more + " more." : "")
                + " ("
                + found.getFirst().rung()
                + ")";
    }

    private static Subject subject(ServiceDefinition service, Region region, String name) {
        return new Subject(Subject.Kind.STRUCTURE, name, service.name(), region);
    }
}
