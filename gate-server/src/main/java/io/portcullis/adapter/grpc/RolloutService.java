package io.portcullis.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.incident.ReadIncidents;
import io.portcullis.app.rollout.AbortRollout;
import io.portcullis.app.rollout.CloseRollback;
import io.portcullis.app.rollout.DecideStage;
import io.portcullis.app.rollout.PauseRollout;
import io.portcullis.app.rollout.PreviewPlan;
import io.portcullis.app.rollout.ReadRollouts;
import io.portcullis.app.rollout.ReportStageOpen;
import io.portcullis.app.rollout.ResumeRollout;
import io.portcullis.app.rollout.RolloutView;
import io.portcullis.app.rollout.StartRequest;
import io.portcullis.app.rollout.StartRollout;
import io.portcullis.app.rollout.Started;
import io.portcullis.app.rollout.WatchRollout;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.v1.AbortRolloutRequest;
import io.portcullis.v1.AbortRolloutResponse;
import io.portcullis.v1.Admission;
import io.portcullis.v1.CloseRollbackRequest;
import io.portcullis.v1.CloseRollbackResponse;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecideResponse;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.ListRolloutsResponse;
import io.portcullis.v1.PauseRolloutRequest;
import io.portcullis.v1.PauseRolloutResponse;
import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.PreviewPlanResponse;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.ReportStageOpenResponse;
import io.portcullis.v1.ResumeRolloutRequest;
import io.portcullis.v1.ResumeRolloutResponse;
import io.portcullis.v1.RolloutServiceGrpc;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.util.Optional;

/** The gRPC endpoint of rollouts. Calls run on virtual threads and may block. */
public final class RolloutService extends RolloutServiceGrpc.RolloutServiceImplBase {

    private final Verbs verbs;
    private final ReadIncidents incidents;
    private final StartReading reading;

    /** What can be asked of rollouts. */
    public record Verbs(
            StartRollout start,
            PreviewPlan preview,
            ReadRollouts read,
            WatchRollout watch,
            DecideStage decide,
            ReportStageOpen reportStageOpen,
            PauseRollout pause,
            ResumeRollout resume,
            AbortRollout abort,
            CloseRollback close) {}

    /**
     * @param look length of a look
     */
    public RolloutService(Verbs verbs, ReadIncidents incidents, Duration look) {
        this.verbs = verbs;
        this.incidents = incidents;
        this.reading = new StartReading(look);
    }

    @Override
    public void startRollout(
            StartRolloutRequest request, StreamObserver<StartRolloutResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    StartRequest start = reading.read(request);
                    return started(verbs.start().start(start), request.getValidateOnly());
                });
    }

    private static StartRolloutResponse started(Started started, boolean validateOnly) {
        var admission =
                Admission.newBuilder()
                        .addAllRefusals(WireDecisions.reasons(started.refusals()))
                        .setLooksPlanned(started.looksPlanned())
                        .addAllNotes(started.notes());
        started.previews()
                .forEach(stage ->
                        admission.addStages(WirePreviews.stage(stage, started.rollout().spec())));
        var rollout = WireRollouts.rollout(started.rollout(), 0, Optional.empty(), "");
        return StartRolloutResponse.newBuilder()
                .setRollout(validateOnly ? rollout.toBuilder().clearName().build() : rollout)
                .setAdmission(admission)
                .build();
    }

    @Override
    public void previewPlan(
            PreviewPlanRequest request, StreamObserver<PreviewPlanResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var previewed = verbs.preview().preview(reading.read(request));
                    var response =
                            PreviewPlanResponse.newBuilder()
                                    .setLooksPlanned(previewed.spec().looksPlanned())
                                    .setLooksBefore(previewed.looksBefore())
                                    .setDecidable(previewed.decidable())
                                    .addAllNotes(previewed.notes());
                    previewed
                            .stages()
                            .forEach(stage ->
                                    response.addStages(
                                            WirePreviews.stage(stage, previewed.spec())));
                    return response.build();
                });
    }

    @Override
    public void getRollout(GetRolloutRequest request, StreamObserver<GetRolloutResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    RolloutView view = verbs.read().get(RolloutId.parse(request.getName()));
                    var report = view.report().map(WireReportCodec::message);
                    var response =
                            GetRolloutResponse.newBuilder()
                                    .setRollout(
                                            wire(
                                                    view.rollout(),
                                                    view.lastLook(),
                                                    report.map(
                                                            io.portcullis.v1.LookReport
                                                                    ::getDecision)));
                    report.ifPresent(response::setLook);
                    view.preview()
                            .map(stage -> WirePreviews.stage(stage, view.rollout().spec()))
                            .ifPresent(response::setPreview);
                    return response.build();
                });
    }

    @Override
    public void listRollouts(
            ListRolloutsRequest request, StreamObserver<ListRolloutsResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var service =
                            request.getService().isEmpty()
                                    ? null
                                    : StartReading.field(
                                            "service", request.getService(), ServiceName::new);
                    var page =
                            verbs.read()
                                    .list(service, request.getPageToken(), request.getPageSize());
                    var response =
                            ListRolloutsResponse.newBuilder().setNextPageToken(page.nextToken());
                    page.items()
                            .forEach(view ->
                                    response.addRollouts(
                                            wire(
                                                    view.rollout(),
                                                    view.lastLook(),
                                                    Optional.empty())));
                    return response.build();
                });
    }

    @Override
    public void watchRollout(
            WatchRolloutRequest request, StreamObserver<WatchRolloutResponse> observer) {
        var stream =
                new WatchStream(
                        (ServerCallStreamObserver<WatchRolloutResponse>) observer,
                        (rollout, look) -> wire(rollout, look, Optional.empty()));
        stream.run(() ->
                verbs.watch()
                        .watch(
                                RolloutId.parse(request.getName()),
                                request.getAfterSequence(),
                                stream));
    }

    @Override
    public void decide(DecideRequest request, StreamObserver<DecideResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var decided =
                            verbs.decide()
                                    .decide(RolloutId.parse(request.getName()), request.getStage());
                    return DecideResponse.newBuilder()
                            .setDecision(
                                    WireDecisions.decision(decided.decision()).toBuilder()
                                            .setLook(decided.look()))
                            .setState(WireRollouts.state(decided.state()))
                            .build();
                });
    }

    @Override
    public void reportStageOpen(
            ReportStageOpenRequest request, StreamObserver<ReportStageOpenResponse> observer) {
        Answer.to(
                observer,
                () ->
                        ReportStageOpenResponse.newBuilder()
                                .setRollout(
                                        wire(
                                                verbs.reportStageOpen()
                                                        .opened(
                                                                RolloutId.parse(request.getName()),
                                                                request.getStage(),
                                                                Actor.pipeline(
                                                                        named(
                                                                                request
                                                                                        .getReporter())))))
                                .build());
    }

    @Override
    public void pauseRollout(
            PauseRolloutRequest request, StreamObserver<PauseRolloutResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var actor = Actor.person(named(request.getPerson()));
                    var id = RolloutId.parse(request.getName());
                    return PauseRolloutResponse.newBuilder()
                            .setRollout(wire(verbs.pause().pause(id, actor, request.getReason())))
                            .build();
                });
    }

    @Override
    public void resumeRollout(
            ResumeRolloutRequest request, StreamObserver<ResumeRolloutResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var actor = Actor.person(named(request.getPerson()));
                    var id = RolloutId.parse(request.getName());
                    return ResumeRolloutResponse.newBuilder()
                            .setRollout(wire(verbs.resume().resume(id, actor, request.getReason())))
                            .build();
                });
    }

    @Override
    public void abortRollout(
            AbortRolloutRequest request, StreamObserver<AbortRolloutResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var actor = Actor.person(named(request.getPerson()));
                    var id = RolloutId.parse(request.getName());
                    return AbortRolloutResponse.newBuilder()
                            .setRollout(wire(verbs.abort().abort(id, actor, request.getReason())))
                            .build();
                });
    }

    @Override
    public void closeRollback(
            CloseRollbackRequest request, StreamObserver<CloseRollbackResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var actor = Actor.person(named(request.getPerson()));
                    var id = RolloutId.parse(request.getName());
                    return CloseRollbackResponse.newBuilder()
                            .setRollout(wire(verbs.close().close(id, actor, request.getReason())))
                            .build();
                });
    }

    private io.portcullis.v1.Rollout wire(Rollout rollout) {
        int look = verbs.read().glance(rollout.spec().id()).lastLook();
        return wire(rollout, look, Optional.empty());
    }

    private io.portcullis.v1.Rollout wire(
            Rollout rollout, int look, Optional<io.portcullis.v1.Decision> latest) {
        String incident =
                rollout.course().abort() == null
                        ? ""
                        : incidents.of(rollout.spec().id()).map(id -> id.resourceName()).orElse("");
        return WireRollouts.rollout(rollout, look, latest, incident);
    }

    private static String named(String name) {
        return name.isBlank() ? "unnamed caller" : name;
    }
}
