package io.portcullis.adapter.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.incident.ReadIncidents;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.incident.EnvironmentReport;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.IncidentReport;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.port.store.IncidentStore.Scope;
import io.portcullis.v1.ExportIncidentRequest;
import io.portcullis.v1.ExportIncidentResponse;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetIncidentResponse;
import io.portcullis.v1.IncidentServiceGrpc;
import io.portcullis.v1.ListIncidentsRequest;
import io.portcullis.v1.ListIncidentsResponse;

/** The gRPC endpoint of incidents. */
public final class IncidentService extends IncidentServiceGrpc.IncidentServiceImplBase {

    private final ReadIncidents incidents;

    public IncidentService(ReadIncidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void getIncident(
            GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
        Answer.to(
                observer,
                () ->
                        GetIncidentResponse.newBuilder()
                                .setIncident(
                                        WireIncidents.incident(
                                                incidents.get(IncidentId.parse(request.getName()))))
                                .build());
    }

    @Override
    public void listIncidents(
            ListIncidentsRequest request, StreamObserver<ListIncidentsResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var service =
                            request.getService().isEmpty()
                                    ? null
                                    : StartReading.field(
                                            "service", request.getService(), ServiceName::new);
                    var page =
                            incidents.list(
                                    service,
                                    request.getOpenOnly() ? Scope.OPEN : Scope.ALL,
                                    request.getPageToken(),
                                    request.getPageSize());
                    var response =
                            ListIncidentsResponse.newBuilder().setNextPageToken(page.nextToken());
                    page.items().forEach(it -> response.addIncidents(WireIncidents.incident(it)));
                    return response.build();
                });
    }

    @Override
    public void exportIncident(
            ExportIncidentRequest request, StreamObserver<ExportIncidentResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    RecordedIncident incident = incidents.get(IncidentId.parse(request.getName()));
                    return switch (request.getFormat()) {
                        case EXPORT_FORMAT_TEXT -> export(text(incident), "text/plain");
                        case EXPORT_FORMAT_MARKDOWN -> export(markdown(incident), "text/markdown");
                        case EXPORT_FORMAT_JSON -> export(json(incident), "application/json");
                        case EXPORT_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
                                throw new IllegalStateException("refused by the rules of the wire");
                    };
                });
    }

    private static String text(RecordedIncident incident) {
        return switch (incident) {
            case Incident one -> IncidentReport.text(one);
            case EnvironmentIncident one -> EnvironmentReport.text(one);
        };
    }

    private static String markdown(RecordedIncident incident) {
        return switch (incident) {
            case Incident one -> IncidentReport.markdown(one);
            case EnvironmentIncident one -> EnvironmentReport.markdown(one);
        };
    }

    private static ExportIncidentResponse export(String content, String mediaType) {
        return ExportIncidentResponse.newBuilder()
                .setContent(content)
                .setMediaType(mediaType)
                .build();
    }

    private static String json(RecordedIncident incident) {
        try {
            return JsonFormat.printer().print(WireIncidents.incident(incident)) + "\n";
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an incident holds no Any", e);
        }
    }
}
