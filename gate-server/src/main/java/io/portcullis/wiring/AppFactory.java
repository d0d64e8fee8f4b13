package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.grpc.WireReportCodec;
import io.portcullis.adapter.log.LogNotifier;
import io.portcullis.adapter.store.lease.RolloutLeases;
import io.portcullis.app.Controls;
import io.portcullis.app.LookReportCodec;
import io.portcullis.app.NewIds;
import io.portcullis.app.RolloutFeed;
import io.portcullis.app.Services;
import io.portcullis.app.TellRollout;
import io.portcullis.app.act.ActOnOutbox;
import io.portcullis.app.drive.DriveRollout;
import io.portcullis.app.drive.DriveRollout.Sleep;
import io.portcullis.app.drive.KeepWatch;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.environment.WatchEnvironment;
import io.portcullis.app.gather.EarlierDays;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.Intake;
import io.portcullis.app.incident.ReadIncidents;
import io.portcullis.app.judge.JudgeRollout;
import io.portcullis.app.mesh.JudgeStructure;
import io.portcullis.app.rollout.StartRollout;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.Notifier;
import io.portcullis.port.control.WorkloadSource;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.wiring.StoreFactory.OpenStore;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;

/** The use cases. */
@Factory
final class AppFactory {

    @Singleton
    Services services(GateConfiguration configuration) {
        var byName = new TreeMap<ServiceName, ServiceDefinition>();
        var rungs = new TreeMap<ServiceName, Rungs>();
        configuration
                .services()
                .forEach((name, service) -> {
                    byName.put(name, service.definition());
                    rungs.put(name, service.rungs());
                });
        return new Services(byName, rungs);
    }

    @Singleton
    RolloutFeed feed() {
        return new RolloutFeed();
    }

    @Singleton
    LookReportCodec codec() {
        return new WireReportCodec();
    }

    @Singleton
    TellRollout tell(
            RolloutStore rollouts,
            IncidentStore incidents,
            NewIds ids,
            InstantSource clock,
            RolloutFeed feed) {
        return new TellRollout(rollouts, incidents, ids, clock, feed);
    }

    @Singleton
    JudgeRollout judge(JudgeRollout.Parts parts, GatherEvidence gather) {
        return new JudgeRollout(parts, gather);
    }

    @Singleton
    JudgeRollout.World judgeWorld(
            EarlierDays days,
            JudgeEnvironment environment,
            JudgeStructure structure,
            Services services) {
        return new JudgeRollout.World(days, environment, structure, services);
    }

    @Singleton
    JudgeRollout.Parts judgeParts(
            RolloutStore rollouts,
            TellRollout tell,
            GateConfiguration configuration,
            InstantSource clock,
            JudgeRollout.World world) {
        return new JudgeRollout.Parts(
                rollouts, tell, codec(), configuration.policy(), clock, world);
    }

    @Singleton
    ActOnOutbox act(ActOnOutbox.Parts parts, InstantSource clock, WorkThreads threads) {
        return new ActOnOutbox(parts, clock, threads.executor());
    }

    @Singleton
    ActOnOutbox.Parts actParts(
            ActionQueue queue, TellRollout tell, Controls controls, Notifier notifier) {
        return new ActOnOutbox.Parts(queue, tell, controls, notifier);
    }

    @Singleton
    DriveRollout.Parts driveParts(JudgeRollout judge, ActOnOutbox act, Notifier notifier) {
        return new DriveRollout.Parts(judge, act, notifier);
    }

    @Singleton
    DriveRollout drive(
            DriveRollout.Parts parts,
            GateConfiguration configuration,
            InstantSource clock,
            Sleep sleep) {
        return new DriveRollout(parts, configuration.look(), clock, sleep);
    }

    @Singleton
    RolloutLeases.Work work(DriveRollout drive, WatchEnvironment environment, Sleep sleep) {
        return new RolloutLeases.Work(
                drive::drive, owned -> environment.watch(owned, sleep::until));
    }

    @Bean(preDestroy = "close")
    @Singleton
    RolloutLeases leases(
            OpenStore store, Replica replica, RolloutLeases.Work work, InstantSource clock) {
        return new RolloutLeases(store.database().dataSource(), replica.name(), work, clock);
    }

    @Singleton
    StartRollout.World world(
            RolloutStore rollouts,
            Services services,
            Controls controls,
            WorkloadSource workloads,
            GatherEvidence gather) {
        return new StartRollout.World(rollouts, services, controls, workloads, gather);
    }

    @Singleton
    StartRollout start(
            StartRollout.World world,
            GateConfiguration configuration,
            NewIds ids,
            InstantSource clock,
            StartRollout.Lead lead) {
        return new StartRollout(
                world,
                new StartRollout.Settings(configuration.policy(), configuration.look()),
                ids,
                clock,
                lead);
    }

    @Singleton
    StartRollout.Lead lead(RolloutLeases leases, WorkThreads threads) {
        return new StartRollout.Lead(leases::offer, threads.executor());
    }

    @Singleton
    KeepWatch.Kept kept(
            RolloutStore rollouts, ActionQueue queue, Intake intake, Services services) {
        return new KeepWatch.Kept(rollouts, queue, intake, List.copyOf(services.byName().keySet()));
    }

    @Singleton
    KeepWatch keepWatch(
            KeepWatch.Kept kept,
            ActOnOutbox act,
            RolloutLeases leases,
            GateConfiguration configuration,
            InstantSource clock) {
        return new KeepWatch(kept, act, leases::offer, configuration.look(), clock);
    }

    @Singleton
    ReadIncidents incidents(IncidentStore incidents) {
        return new ReadIncidents(incidents);
    }

    @Singleton
    Notifier notifier() {
        return new LogNotifier();
    }
}
