package io.portcullis.cli.drill.play;

import io.grpc.StatusRuntimeException;
import io.portcullis.cli.drill.play.DrillView.Moment;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.StandInFaults;
import io.portcullis.cli.drill.world.World;
import io.portcullis.cli.file.RolloutText;
import io.portcullis.v1.AbortRolloutRequest;
import io.portcullis.v1.Driver;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetIncidentResponse;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays one act: the looks before, the start, and looks until the rollout has ended or the act is given up. */
final class ActPlayer implements AutoCloseable {
    /** The rollout and incident are also read by plain calls, should a watch say nothing. */
    private static final int READ_EVERY_LOOKS = 10;

    private static final Duration SLOW_MIN = Duration.ofSeconds(1);

    private final DrillSettings settings;
    private final ActText act;
    private final World world;
    private final StandInFaults around;
    private final ActWorkload workload;
    private final ActLog log;
    private final StartRolloutRequest request;
    private final Following following;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Asked<StartRolloutResponse> start = new Asked<>(calls);
    private final Asked<GetRolloutResponse> read = new Asked<>(calls);
    private final Asked<GetIncidentResponse> incident = new Asked<>(calls);

    private final FaultSpells spells = new FaultSpells();
    private final EnvironmentWatch environment;

    ActPlayer(DrillSettings settings, ActText act, int number) {
        this.settings = settings;
        this.act = act;
        String run = settings.run() + "-" + number;
        String service = settings.scenario().world().service();
        Releases releases = ActReleases.of(act, service);
        this.world = new World(act.in(settings.scenario().world()), releases, settings.seed(), run);
        this.around = new StandInFaults(act.allStandInFaults());
        this.request =
                act
                        .rollout()
                        .map(RolloutText::toRequest)
                        .orElse(StartRolloutRequest.getDefaultInstance())
                        .toBuilder()
                        .setRequestId(run)
                        .build();
        this.environment = new EnvironmentWatch(settings.gate(), service, calls, settings.clock());
        this.workload =
                new ActWorkload(
                        world,
                        around,
                        request.getPlan(),
                        releases,
                        settings.scenario().world().regions());
        this.log = new ActLog(settings.clock());
        this.following = new Following(settings.look());
    }

    /** Plays it. */
    ActRecord play() throws InterruptedException {
        settings.view().actBegins(act);
        settings.platform().actOn(workload);
        for (int i = 0; i < act.before(); i++) {
            look(Optional.empty());
        }
        Instant startedAt = settings.clock().instant();
        long startLook = world.looks();
        if (act.rollout().isPresent()) {
            start();
        }
        if (!log.isOver()) {
            follow(startLook);
        }
        environment.readAll().forEach(i -> log.sawOfWorld(world.looks(), i));
        ActRecord record =
                new ActRecord(
                        act,
                        settings.look(),
                        hasFaults(),
                        startedAt,
                        startLook,
                        world.looks(),
                        workload.opened(),
                        spells.all(),
                        log.events(),
                        log.sightings(),
                        log.incidents(),
                        log.environment(),
                        log.report(),
                        log.rollout(),
                        log.isOver());
        settings.view().actEnds(record);
        leave();
        return record;
    }

    private boolean hasFaults() {
        return !act.in(settings.scenario().world()).allFaults().isEmpty()
                || !act.allStandInFaults().isEmpty();
    }

    private void start() throws InterruptedException {
        start.ask(() -> settings.gate().rollouts().startRollout(request));
        Optional<StartRolloutResponse> answer = start.answer();
        while (answer.isEmpty()) {
            if (act.before() > 0) {
                look(Optional.empty());
            } else {
                settings.pace().awaitLook();
            }
            answer = start.answer();
        }
        log.saw(world.looks(), answer.get().getRollout());
    }

    private void follow(long startLook) throws InterruptedException {
        if (act.rollout().isPresent()) {
            followRollout(startLook);
            return;
        }
        while (world.looks() - startLook < act.limit()) {
            look(Optional.empty());
        }
    }

    private void followRollout(long startLook) throws InterruptedException {
        String name = log.rollout().getName();
        Pipeline pipeline =
                new Pipeline(
                        settings.gate(), name, workload, request.getPlan().getStagesCount(), calls);
        boolean drives = request.getPlan().getDriver() != Driver.DRIVER_GATE;
        try (RolloutWatch watch = new RolloutWatch(settings.gate(), name)) {
            while (!log.isOver() && !log.isPaused() && world.looks() - startLook < act.limit()) {
                following.await(() -> judgedLate(watch));
                look(watch.trouble());
                watch.updates().forEach(this::saw);
                if (drives) {
                    pipeline.drive();
                }
                readNow();
            }
        } catch (InterruptedException e) {
            abort(name, "The drill was interrupted.");
            throw e;
        }
        readAtTheEnd(name);
    }

    private void look(Optional<String> trouble) throws InterruptedException {
        settings.pace().awaitLook();
        following.await(settings.evidence()::unstored);
        settings.evidence().tell(world.step());
        List<StandInFaultText> suffered = around.inForce(world.looks());
        settings.standIns().suffer(suffered);
        if (world.isInFault() || !suffered.isEmpty()) {
            spells.met(world.looks(), settings.clock().instant());
        }
        environment.incidents().forEach(i -> log.sawOfWorld(world.looks(), i));
        boolean started = !log.rollout().getName().isEmpty();
        settings.view()
                .looked(
                        new Moment(
                                act,
                                world.looks(),
                                act.rollout().isPresent()
                                        ? act.before()
                                        : act.before() + act.limit(),
                                started ? Optional.of(log.rollout()) : Optional.empty(),
                                log.report(),
                                log.incident(),
                                trouble.or(settings.evidence()::trouble)));
    }

    private long judgedLate(RolloutWatch watch) {
        watch.updates().forEach(this::saw);
        return log.report()
                .filter(_ -> !log.isOver())
                .map(report -> following.ahead(world.looks(), report.getLook()))
                .orElse(0L);
    }

    private void saw(WatchRolloutResponse update) {
        log.saw(world.looks(), update);
        if (update.hasEvent()) {
            settings.view().happened(world.looks(), update.getEvent());
        }
    }

    /** Looks so long that what happens in ten of them is long ago. */
    private boolean isSlow() {
        return settings.look().compareTo(SLOW_MIN) >= 0;
    }

    private void readNow() {
        incident.answerIfAny().ifPresent(answer -> log.saw(world.looks(), answer.getIncident()));
        read.answerIfAny().ifPresent(answer -> log.saw(world.looks(), answer.getRollout()));
        boolean isDue = isSlow() || world.looks() % READ_EVERY_LOOKS == 0;
        if (isDue && !read.isOpen()) {
            GetRolloutRequest name =
                    GetRolloutRequest.newBuilder().setName(log.rollout().getName()).build();
            read.ask(() -> settings.gate().rollouts().getRollout(name));
        }
        String opened = log.rollout().getIncident();
        if (!opened.isEmpty() && !incident.isOpen()) {
            GetIncidentRequest name = GetIncidentRequest.newBuilder().setName(opened).build();
            incident.ask(() -> settings.gate().incidents().getIncident(name));
        }
    }

    private void readAtTheEnd(String name) {
        GetRolloutRequest rollout = GetRolloutRequest.newBuilder().setName(name).build();
        log.saw(world.looks(), settings.gate().rollouts().getRollout(rollout).getRollout());
        String opened = log.rollout().getIncident();
        if (!opened.isEmpty()) {
            GetIncidentRequest request = GetIncidentRequest.newBuilder().setName(opened).build();
            log.saw(world.looks(), settings.gate().incidents().getIncident(request).getIncident());
        }
    }

    /** An act that was given up ends its rollout, and where another act follows sees it rolled back. */
    private void leave() throws InterruptedException {
        if (log.isOver() || act.rollout().isEmpty()) {
            return;
        }
        String name = log.rollout().getName();
        abort(name, "The drill's act is over.");
        boolean last = settings.scenario().acts().getLast().equals(act);
        try (RolloutWatch watch = new RolloutWatch(settings.gate(), name)) {
            for (int i = 0; i < act.limit() && !last && !log.isOver(); i++) {
                look(watch.trouble());
                watch.updates().forEach(this::saw);
            }
        }
    }

    /** A drill that is stopped leaves no rollout behind that waits for evidence. */
    private void abort(String name, String why) {
        try {
            settings.gate()
                    .rollouts()
                    .abortRollout(
                            AbortRolloutRequest.newBuilder()
                                    .setName(name)
                                    .setPerson("drill")
                                    .setReason(why)
                                    .build());
        } catch (StatusRuntimeException _) {
            // The gate is gone or has ended it already; either way there is nothing left to do.
        }
    }

    @Override
    public void close() {
        environment.close();
        calls.shutdownNow();
    }
}
