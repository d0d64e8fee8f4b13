package io.portcullis.adapter.grpc;

import io.portcullis.kernel.environment.fault.FaultEntry;
import io.portcullis.kernel.environment.fault.Presence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.kernel.incident.TimelineEntry;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.transition.Direction;
import io.portcullis.kernel.transition.WorkHarm;
import io.portcullis.v1.IncidentClass;
import io.portcullis.v1.IncidentPresence;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.WorkCut;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Incidents in the words of the wire. */
final class WireIncidents {

    private WireIncidents() {}

    static io.portcullis.v1.Incident incident(RecordedIncident incident) {
        return switch (incident) {
            case Incident ofRollout -> ofRollout(ofRollout);
            case EnvironmentIncident ofWorld -> ofWorld(ofWorld);
        };
    }

    private static io.portcullis.v1.Incident ofWorld(EnvironmentIncident incident) {
        var fault = incident.fault();
        var wire =
                io.portcullis.v1.Incident.newBuilder()
                        .setName(incident.id().resourceName())
                        .setTitle(incident.title())
                        .setState(IncidentState.valueOf("INCIDENT_STATE_" + incident.state()))
                        .setClass_(IncidentClass.INCIDENT_CLASS_ENVIRONMENT)
                        .setService(Objects.toString(fault.service(), ""))
                        .setStartTime(WireValues.timestamp(fault.startedAt()))
                        .setDetectTime(WireValues.timestamp(fault.detectedAt()))
                        .setFingerprint(fault.fingerprint())
                        .setReopenedCount(fault.reopened())
                        .setWaitingFor(fault.waitingFor());
        fault.regions().forEach(region -> wire.addRegions(region.name()));
        fault.links().forEach(link -> wire.addLinks(WireValues.link(link)));
        fault.presences().forEach(it -> wire.addPresences(presence(it)));
        fault.timeline().forEach(it -> wire.addTimeline(entry(it)));
        var resolved = fault.resolvedAt();
        if (resolved != null) {
            wire.setResolveTime(WireValues.timestamp(resolved));
        }
        return wire.build();
    }

    private static IncidentPresence presence(Presence presence) {
        var wire =
                IncidentPresence.newBuilder()
                        .setSinceTime(WireValues.timestamp(presence.since()))
                        .setText(presence.text());
        var place = presence.place();
        if (place != null) {
            wire.setPlace(WireValues.place(place));
        }
        var until = presence.until();
        if (until != null) {
            wire.setUntilTime(WireValues.timestamp(until));
        }
        return wire.build();
    }

    private static io.portcullis.v1.TimelineEntry entry(FaultEntry entry) {
        var wire =
                io.portcullis.v1.TimelineEntry.newBuilder()
                        .setOccurTime(WireValues.timestamp(entry.occurredAt()))
                        .setRecordTime(WireValues.timestamp(entry.recordedAt()))
                        .setActor(entry.by().isEmpty() ? Actor.GATE.name() : entry.by())
                        .setText(entry.kind() + ": " + entry.text());
        if (entry.place() instanceof Region region) {
            wire.setRegion(region.name());
        }
        return wire.build();
    }

    private static io.portcullis.v1.Incident ofRollout(Incident incident) {
        var spec = incident.rollout();
        var wire =
                io.portcullis.v1.Incident.newBuilder()
                        .setName(incident.id().resourceName())
                        .setTitle(incident.title())
                        .setState(IncidentState.valueOf("INCIDENT_STATE_" + incident.state()))
                        .setClass_(IncidentClass.valueOf("INCIDENT_CLASS_" + incident.category()))
                        .setService(spec.service().name().value())
                        .setRollout(spec.id().resourceName())
                        .setStartTime(WireValues.timestamp(incident.startedAt()))
                        .setDetectTime(WireValues.timestamp(incident.detectedAt()))
                        .setDecision(WireDecisions.decision(incident.decision()))
                        .setCaveat(incident.caveat().orElse(""))
                        .setFingerprint(incident.fingerprint())
                        .setNewVersion(spec.release().version())
                        .setOldVersion(oldVersions(incident));
        incident.regions().forEach(region -> wire.addRegions(region.name()));
        incident.links().forEach(link -> wire.addLinks(WireValues.link(link)));
        incident.rollback().forEach(region -> wire.addRollback(WireRollouts.region(region, false)));
        incident.cut().forEach(harm -> wire.addAllCut(cut(harm)));
        incident.timeline().forEach(entry -> wire.addTimeline(entry(entry)));
        var mitigated = incident.mitigatedAt();
        if (mitigated != null) {
            wire.setMitigateTime(WireValues.timestamp(mitigated));
        }
        var resolved = incident.resolvedAt();
        if (resolved != null) {
            wire.setResolveTime(WireValues.timestamp(resolved));
        }
        return wire.build();
    }

    private static List<WorkCut> cut(WorkHarm harm) {
        return harm.regions().entrySet().stream()
                .map(entry ->
                        WorkCut.newBuilder()
                                .setWork(harm.work().name())
                                .setUnit(harm.work().unit())
                                .setStage(harm.chapter().stage())
                                .setByRollback(harm.chapter().direction() == Direction.BACK)
                                .setRegion(entry.getKey().name())
                                .setProcesses(entry.getValue().processes())
                                .setCarried(entry.getValue().carried())
                                .setLeft(entry.getValue().left())
                                .setCutMin(entry.getValue().cutMin())
                                .setCutMax(entry.getValue().cutMax())
                                .build())
                .toList();
    }

    private static String oldVersions(Incident incident) {
        return incident.rollout().running().values().stream()
                .map(running -> running.version())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static io.portcullis.v1.TimelineEntry entry(TimelineEntry entry) {
        var wire =
                io.portcullis.v1.TimelineEntry.newBuilder()
                        .setOccurTime(WireValues.timestamp(entry.occurredAt()))
                        .setRecordTime(WireValues.timestamp(entry.recordedAt()))
                        .setActor(entry.actor().name())
                        .setText(entry.text());
        Region region = entry.region();
        if (region != null) {
            wire.setRegion(region.name());
        }
        return wire.build();
    }
}
