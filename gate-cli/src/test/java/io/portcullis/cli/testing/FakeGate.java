package io.portcullis.cli.testing;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecideResponse;
import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetIncidentResponse;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.GetServerRequest;
import io.portcullis.v1.GetServerResponse;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentServiceGrpc;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.Link;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RegionRollback;
import io.portcullis.v1.RegionRollbackState;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.RelayServiceGrpc;
import io.portcullis.v1.ReportRelayRequest;
import io.portcullis.v1.ReportRelayResponse;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.ReportStageOpenResponse;
import io.portcullis.v1.Result;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import io.portcullis.v1.RolloutServiceGrpc;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.ServerServiceGrpc;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gate that judges by the simplest rule there is: a few timed-out acquisitions abort, enough reports after a stage opened pass it.
 * It restores through the platform, asks for a census until the old version is alone, and keeps an incident.
 */
public final class FakeGate implements AutoCloseable {
    private static final String ROLLOUT = "rollouts/00000000-0000-0000-0000-000000000001";
    private static final String INCIDENT = "incidents/00000000-0000-0000-0000-000000000002";
    private static final int TIMED_OUT_MAX = 3;

    private final HookCaller platform;
    private final Duration look;
    private final int reportsPerStage;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final List<StreamObserver<WatchRolloutResponse>> watchers = new ArrayList<>();
    private final List<String> hellos = new ArrayList<>();
    private final FakeEnvironment world = new FakeEnvironment();
    private Rollout rollout = Rollout.getDefaultInstance();
    private Incident incident = Incident.getDefaultInstance();
    private long reports;
    private long reportsInStage;
    private boolean aborted;

    /**
     * @param reportsPerStage of servers, after which a stage has passed
     */
    public FakeGate(HookCaller platform, Duration look, int reportsPerStage) {
        this.platform = platform;
        this.look = look;
        this.reportsPerStage = reportsPerStage;
    }

    /** Everything it serves. */
    public List<BindableService> services() {
        return List.of(
                new Servers(), new Rollouts(), new Incidents(), new Relays(), world.service());
    }

    /** Nodes and versions that said hello, in order. */
    public synchronized List<String> hellos() {
        return List.copyOf(hellos);
    }

    private synchronized StartRolloutResponse begin(StartRolloutRequest request) {
        Rollout.Builder started = Rollout.newBuilder().setName(ROLLOUT).setPlan(request.getPlan());
        request.getConfigurationKeysMap()
                .forEach((region, keys) ->
                        request.getRelease().getRequiredKeysList().stream()
                                .filter(key -> !keys.getKeysList().contains(key))
                                .forEach(key ->
                                        started.addRefusals(
                                                Reason.newBuilder()
                                                        .setType(
                                                                ReasonType
                                                                        .REASON_TYPE_MISSING_CONFIGURATION_KEY)
                                                        .setConfigurationKey(key)
                                                        .setPlace(
                                                                Place.newBuilder()
                                                                        .setRegion(region))
                                                        .setText(
                                                                key
                                                                        + " is missing in "
                                                                        + region))));
        started.setState(
                started.getRefusalsCount() > 0
                        ? RolloutState.ROLLOUT_STATE_REFUSED
                        : RolloutState.ROLLOUT_STATE_HELD);
        rollout = started.build();
        reportsInStage = 0;
        aborted = false;
        return StartRolloutResponse.newBuilder().setRollout(rollout).build();
    }

    private synchronized void open(int stage) {
        reportsInStage = 0;
        become(
                rollout.toBuilder().setStage(stage).setState(RolloutState.ROLLOUT_STATE_BAKING),
                "stage " + stage);
    }

    private synchronized void become(Rollout.Builder next, String text) {
        rollout = next.setSequence(rollout.getSequence() + 1).build();
        RolloutEvent event =
                RolloutEvent.newBuilder()
                        .setSequence(rollout.getSequence())
                        .setEventTime(now())
                        .setText(text)
                        .setState(rollout.getState())
                        .build();
        watchers.forEach(watcher ->
                watcher.onNext(
                        WatchRolloutResponse.newBuilder()
                                .setEvent(event)
                                .setRollout(rollout)
                                .build()));
        boolean over =
                rollout.getState() == RolloutState.ROLLOUT_STATE_SUCCEEDED
                        || rollout.getState() == RolloutState.ROLLOUT_STATE_ROLLED_BACK;
        if (over) {
            watchers.forEach(StreamObserver::onCompleted);
            watchers.clear();
        }
    }

    private synchronized void count(RelayReport report, String region) {
        reports++;
        notifyAll();
        if (rollout.getState() != RolloutState.ROLLOUT_STATE_BAKING) {
            return;
        }
        reportsInStage++;
        report.getCountsList().stream()
                .filter(c ->
                        c.getResult() == Result.RESULT_TIMED_OUT && c.getCount() > TIMED_OUT_MAX)
                .findFirst()
                .ifPresent(bad -> abort(bad, region));
        boolean last = rollout.getStage() == rollout.getPlan().getStagesCount();
        if (!aborted && last && reportsInStage > reportsPerStage) {
            become(rollout.toBuilder().setState(RolloutState.ROLLOUT_STATE_SUCCEEDED), "succeeded");
        }
    }

    private void abort(CountRecord bad, String region) {
        if (aborted) {
            return;
        }
        aborted = true;
        Link link =
                Link.newBuilder()
                        .setSourceRegion(bad.getSourceRegion())
                        .setDestinationRegion(region)
                        .build();
        Rollout.Builder next =
                rollout.toBuilder()
                        .setState(RolloutState.ROLLOUT_STATE_ROLLING_BACK)
                        .setIncident(INCIDENT)
                        .setDecision(
                                Decision.newBuilder()
                                        .setKind(DecisionKind.DECISION_KIND_ABORT)
                                        .addReasons(
                                                Reason.newBuilder()
                                                        .setType(ReasonType.REASON_TYPE_RELEASE)
                                                        .setPlace(
                                                                Place.newBuilder().setLink(link))));
        List<String> touched = rollout.getPlan().getStages(rollout.getStage() - 1).getRegionsList();
        touched.forEach(r -> next.addRollback(RegionRollback.newBuilder().setRegion(r)));
        incident =
                Incident.newBuilder()
                        .setName(INCIDENT)
                        .setState(IncidentState.INCIDENT_STATE_MITIGATING)
                        .build();
        become(next, "abort");
        touched.forEach(r -> work.execute(() -> bringBack(r)));
    }

    private void bringBack(String region) {
        platform.order(
                "restore." + region,
                "{\"action\":\"RESTORE\",\"region\":\"" + region + "\"}",
                Instant.now());
        String census = "{\"action\":\"CENSUS\",\"region\":\"" + region + "\"}";
        while (platform.order("census." + region, census, Instant.now()).body().contains("1.5.2")) {
            if (!isReportedAgain()) {
                return;
            }
        }
        isBack(region);
    }

    /** Waits for a report more; false when this gate ends before. */
    private synchronized boolean isReportedAgain() {
        long before = reports;
        try {
            while (reports == before) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void isBack(String region) {
        Rollout.Builder next = rollout.toBuilder().setState(RolloutState.ROLLOUT_STATE_VERIFYING);
        next.getRollbackBuilderList().stream()
                .filter(r -> r.getRegion().equals(region))
                .forEach(r ->
                        r.setState(RegionRollbackState.REGION_ROLLBACK_STATE_BACK)
                                .setBackTime(now()));
        boolean all =
                next.getRollbackList().stream()
                        .allMatch(r ->
                                r.getState() == RegionRollbackState.REGION_ROLLBACK_STATE_BACK);
        incident =
                incident.toBuilder()
                        .clearRollback()
                        .addAllRollback(next.getRollbackList())
                        .setState(all ? IncidentState.INCIDENT_STATE_RESOLVED : incident.getState())
                        .build();
        become(
                all ? next.setState(RolloutState.ROLLOUT_STATE_ROLLED_BACK) : next,
                region + " is back");
    }

    private static Timestamp now() {
        return Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()).build();
    }

    private synchronized DecideResponse decide(int stage) {
        boolean opens =
                stage == 0 || (rollout.getStage() == stage && reportsInStage > reportsPerStage);
        DecisionKind kind =
                opens && !aborted
                        ? DecisionKind.DECISION_KIND_PROCEED
                        : DecisionKind.DECISION_KIND_HOLD;
        return DecideResponse.newBuilder()
                .setDecision(Decision.newBuilder().setKind(kind).setStage(stage))
                .build();
    }

    private synchronized Rollout rollout() {
        return rollout;
    }

    private synchronized Incident incident() {
        return incident;
    }

    private synchronized void watch(StreamObserver<WatchRolloutResponse> watcher) {
        watcher.onNext(WatchRolloutResponse.newBuilder().setRollout(rollout).build());
        watchers.add(watcher);
    }

    private synchronized void hello(String text) {
        hellos.add(text);
    }

    @Override
    public void close() {
        work.shutdownNow();
    }

    private static <T> void answer(StreamObserver<T> observer, T value) {
        observer.onNext(value);
        observer.onCompleted();
    }

    private final class Servers extends ServerServiceGrpc.ServerServiceImplBase {
        @Override
        public void getServer(
                GetServerRequest request, StreamObserver<GetServerResponse> observer) {
            answer(
                    observer,
                    GetServerResponse.newBuilder()
                            .setLookLength(Durations.fromMillis(look.toMillis()))
                            .build());
        }
    }

    private final class Rollouts extends RolloutServiceGrpc.RolloutServiceImplBase {
        @Override
        public void startRollout(
                StartRolloutRequest request, StreamObserver<StartRolloutResponse> observer) {
            answer(observer, begin(request));
        }

        @Override
        public void getRollout(
                GetRolloutRequest request, StreamObserver<GetRolloutResponse> observer) {
            answer(observer, GetRolloutResponse.newBuilder().setRollout(rollout()).build());
        }

        @Override
        public void watchRollout(
                WatchRolloutRequest request, StreamObserver<WatchRolloutResponse> observer) {
            watch(observer);
        }

        @Override
        public void decide(DecideRequest request, StreamObserver<DecideResponse> observer) {
            answer(observer, FakeGate.this.decide(request.getStage()));
        }

        @Override
        public void reportStageOpen(
                ReportStageOpenRequest request, StreamObserver<ReportStageOpenResponse> observer) {
            open(request.getStage());
            answer(observer, ReportStageOpenResponse.newBuilder().setRollout(rollout()).build());
        }
    }

    private final class Incidents extends IncidentServiceGrpc.IncidentServiceImplBase {
        @Override
        public void getIncident(
                GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
            Incident asked = world.incident(request.getName()).orElseGet(FakeGate.this::incident);
            answer(observer, GetIncidentResponse.newBuilder().setIncident(asked).build());
        }
    }

    private final class Relays extends RelayServiceGrpc.RelayServiceImplBase {
        @Override
        public StreamObserver<ReportRelayRequest> reportRelay(
                StreamObserver<ReportRelayResponse> answers) {
            return new StreamObserver<>() {
                private String region = "";
                private long failed;

                @Override
                public void onNext(ReportRelayRequest request) {
                    if (request.hasHello()) {
                        region = request.getHello().getRegion();
                        hello(request.getHello().getNode() + " " + request.getHello().getVersion());
                    } else {
                        count(request.getReport(), region);
                        tellFailures(request.getReport());
                        answers.onNext(
                                ReportRelayResponse.newBuilder()
                                        .setStoredSequence(request.getReport().getSequence())
                                        .build());
                    }
                }

                private void tellFailures(RelayReport report) {
                    long before = failed;
                    failed =
                            report.getCountsList().stream()
                                    .filter(c -> c.getResult() == Result.RESULT_FAILED)
                                    .mapToLong(CountRecord::getCount)
                                    .reduce(0, Math::max);
                    failed = Math.max(before, failed);
                    world.failed(failed - before);
                }

                @Override
                public void onError(Throwable error) {
                    // The player closes its streams when it ends.
                }

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }
}
