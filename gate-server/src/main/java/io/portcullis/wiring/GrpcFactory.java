package io.portcullis.wiring;

import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.grpc.server.interceptor.OrderedServerInterceptor;
import io.portcullis.adapter.grpc.CallLimitInterceptor;
import io.portcullis.adapter.grpc.IncidentService;
import io.portcullis.adapter.grpc.PackService;
import io.portcullis.adapter.grpc.ReplayService;
import io.portcullis.adapter.grpc.RolloutService;
import io.portcullis.adapter.grpc.ServerService;
import io.portcullis.adapter.grpc.TokenInterceptor;
import io.portcullis.adapter.grpc.ValidationInterceptor;
import io.portcullis.adapter.grpc.relay.RelayIntakeService;
import io.portcullis.adapter.otlp.OtlpMetricsService;
import io.portcullis.adapter.pack.PackFiles;
import io.portcullis.app.Controls;
import io.portcullis.app.LookReportCodec;
import io.portcullis.app.NewIds;
import io.portcullis.app.RolloutFeed;
import io.portcullis.app.ServerDescription;
import io.portcullis.app.ServerDescription.SettingKey;
import io.portcullis.app.ServerDescription.Store;
import io.portcullis.app.Services;
import io.portcullis.app.TellRollout;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.incident.ReadIncidents;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.probe.CoverLinks;
import io.portcullis.app.probe.PreviewCoverage;
import io.portcullis.app.replay.ReplayHistory;
import io.portcullis.app.rollout.AbortRollout;
import io.portcullis.app.rollout.CloseRollback;
import io.portcullis.app.rollout.DecideStage;
import io.portcullis.app.rollout.PauseRollout;
import io.portcullis.app.rollout.PreviewPlan;
import io.portcullis.app.rollout.ReadRollouts;
import io.portcullis.app.rollout.ReportStageOpen;
import io.portcullis.app.rollout.ResumeRollout;
import io.portcullis.app.rollout.StartRollout;
import io.portcullis.app.rollout.WatchRollout;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.wiring.configuration.ConfigurationKeys;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.StoreConfiguration;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The gRPC port: services, and what every call passes before it reaches one. */
@Factory
final class GrpcFactory {

    /** Who calls, how many, and what they say, in this order. */
    @Singleton
    ServerInterceptor token(Token token) {
        return new OrderedServerInterceptor(
                new TokenInterceptor(token.text()), Ordered.HIGHEST_PRECEDENCE);
    }

    @Singleton
    ServerInterceptor callLimit(GateConfiguration configuration) {
        return new OrderedServerInterceptor(
                new CallLimitInterceptor(configuration.server().callsMax()), 0);
    }

    @Singleton
    ServerInterceptor validation() {
        return new OrderedServerInterceptor(new ValidationInterceptor(), Ordered.LOWEST_PRECEDENCE);
    }

    @Singleton
    BindableService reflection() {
        return ProtoReflectionServiceV1.newInstance();
    }

    @Singleton
    BindableService relay(EvidenceIntake intake) {
        return new RelayIntakeService(intake);
    }

    @Singleton
    BindableService otlp(EvidenceIntake intake) {
        return new OtlpMetricsService(intake);
    }

    @Singleton
    RolloutService rollouts(
            RolloutService.Verbs verbs, ReadIncidents incidents, GateConfiguration configuration) {
        return new RolloutService(verbs, incidents, configuration.look());
    }

    /** What can be asked before there is a rollout. */
    record Beginnings(StartRollout start, PreviewPlan preview) {}

    @Singleton
    Beginnings beginnings(
            StartRollout start,
            StartRollout.World world,
            GateConfiguration configuration,
            NewIds ids,
            CoverLinks cover) {
        var settings = new StartRollout.Settings(configuration.policy(), configuration.look());
        return new Beginnings(
                start, new PreviewPlan(world, settings, ids, new PreviewCoverage(cover)::notes));
    }

    @Singleton
    DecideStage decide(
            RolloutStore rollouts,
            TellRollout tell,
            LookReportCodec codec,
            JudgeEnvironment environment,
            InstantSource clock) {
        return new DecideStage(rollouts, tell, codec, environment, clock);
    }

    @Singleton
    RolloutService.Verbs verbs(
            Beginnings beginnings,
            RolloutStore rollouts,
            TellRollout tell,
            WatchRollout watch,
            DecideStage decide) {
        return new RolloutService.Verbs(
                beginnings.start(),
                beginnings.preview(),
                new ReadRollouts(rollouts, tell),
                watch,
                decide,
                new ReportStageOpen(tell),
                new PauseRollout(tell),
                new ResumeRollout(tell),
                new AbortRollout(tell),
                new CloseRollback(tell));
    }

    @Singleton
    WatchRollout watch(
            RolloutStore rollouts,
            TellRollout tell,
            RolloutFeed feed,
            GateConfiguration configuration) {
        return new WatchRollout(rollouts, tell, feed, configuration.server().watchersMax());
    }

    @Singleton
    IncidentService incidents(ReadIncidents incidents) {
        return new IncidentService(incidents);
    }

    @Singleton
    ReplayService replays(ReplayHistory replay, GateConfiguration configuration) {
        return new ReplayService(replay, configuration.look());
    }

    @Singleton
    PackService packs() {
        return new PackService(PackFiles.packs());
    }

    @Singleton
    ServerService server(ServerDescription description) {
        return new ServerService(description);
    }

    @Singleton
    ServerDescription description(
            GateConfiguration configuration, Services services, Controls controls) {
        return new ServerDescription(
                Version.text(),
                configuration.look(),
                services,
                controls,
                switch (configuration.store()) {
                    case StoreConfiguration.Embedded _ -> Store.EMBEDDED;
                    case StoreConfiguration.Given _ -> Store.GIVEN;
                },
                ConfigurationKeys.all().stream()
                        .map(key ->
                                new SettingKey(
                                        key.pattern(),
                                        key.type(),
                                        key.fallback(),
                                        key.description()))
                        .toList());
    }

    /** Threads that may block, and TLS where it is set. */
    @Singleton
    BeanCreatedEventListener<ServerBuilder<?>> serverBuilder(
            GateConfiguration configuration, WorkThreads threads) {
        return (BeanCreatedEvent<ServerBuilder<?>> event) -> {
            ServerBuilder<?> builder = event.getBean();
            builder.executor(threads.executor());
            builder.maxInboundMessageSize(configuration.server().messageBytesMax());
            configuration
                    .server()
                    .tls()
                    .ifPresent(tls ->
                            builder.useTransportSecurity(
                                    tls.certificateFile().toFile(), tls.keyFile().toFile()));
            return builder;
        };
    }
}
