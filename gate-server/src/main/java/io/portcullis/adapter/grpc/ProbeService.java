package io.portcullis.adapter.grpc;

import io.grpc.stub.StreamObserver;
import io.portcullis.app.probe.CoverLinks;
import io.portcullis.app.probe.ServeAgents;
import io.portcullis.app.probe.ServeAgents.Assigned;
import io.portcullis.app.probe.ServeAgents.Taken;
import io.portcullis.app.probe.ServeAgents.Told;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.v1.GetCoverageRequest;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.GetProbesResponse;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import java.util.Optional;

/** The gRPC endpoint of agents that probe. */
public final class ProbeService extends ProbeServiceGrpc.ProbeServiceImplBase {

    private final ServeAgents agents;
    private final CoverLinks cover;

    public ProbeService(ServeAgents agents, CoverLinks cover) {
        this.agents = agents;
        this.cover = cover;
    }

    @Override
    public void getProbes(GetProbesRequest request, StreamObserver<GetProbesResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var response =
                            GetProbesResponse.newBuilder()
                                    .setAskAgainAfter(
                                            WireValues.duration(ServeAgents.ASK_AGAIN_AFTER));
                    Assigned assigned =
                            agents.tasks(
                                    WireProbes.vantage(request.getVantage()),
                                    request.hasServer()
                                            ? Optional.of(WireProbes.beside(request.getServer()))
                                            : Optional.empty());
                    assigned.tasks().forEach(task -> response.addProbes(WireProbes.task(task)));
                    return response.setLeftOut(WireProbes.leftOut(assigned)).build();
                });
    }

    @Override
    public void reportProbes(
            ReportProbesRequest request, StreamObserver<ReportProbesResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    Taken taken =
                            agents.take(
                                    WireProbes.vantage(request.getVantage()),
                                    request.hasServer()
                                            ? Optional.of(WireProbes.beside(request.getServer()))
                                            : Optional.empty(),
                                    request.getResultsList().stream()
                                            .map(it ->
                                                    new Told(
                                                            it.getProbe(),
                                                            WireProbes.outcome(it),
                                                            WireValues.duration(it.getAge())))
                                            .toList());
                    return ReportProbesResponse.newBuilder()
                            .setRejectedResults(taken.rejections().size())
                            .setRejection(
                                    taken.rejections().isEmpty()
                                            ? ""
                                            : taken.rejections().getFirst())
                            .build();
                });
    }

    @Override
    public void getCoverage(
            GetCoverageRequest request, StreamObserver<GetCoverageResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var covered = cover.covered(new ServiceName(request.getService()));
                    var response = WireCoverage.covered(covered);
                    if (!request.getNewVersion().isEmpty()) {
                        response.setStage(WireCoverage.stage(covered, request));
                    }
                    return response.build();
                });
    }
}
