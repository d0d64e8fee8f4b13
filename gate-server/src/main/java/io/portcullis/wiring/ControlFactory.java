package io.portcullis.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.hook.HookControl;
import io.portcullis.adapter.hook.HookEndpoint;
import io.portcullis.adapter.kubernetes.KubernetesClusters;
import io.portcullis.adapter.kubernetes.KubernetesControl;
import io.portcullis.adapter.kubernetes.KubernetesPodArmSource;
import io.portcullis.adapter.kubernetes.KubernetesRegion;
import io.portcullis.adapter.kubernetes.KubernetesWorkload;
import io.portcullis.adapter.kubernetes.KubernetesWorkloadSource;
import io.portcullis.adapter.kubernetes.WorkloadReference;
import io.portcullis.app.Controls;
import io.portcullis.app.Controls.Named;
import io.portcullis.app.Controls.Opening;
import io.portcullis.kernel.release.Admission.ControlReach;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.control.WorkloadSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.HookConfiguration;
import io.portcullis.wiring.configuration.RegionConfiguration.KubernetesCluster;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/** The controls plans may name: every configured hook, and Kubernetes where a cluster is known. */
@Factory
final class ControlFactory {

    private static final String KUBERNETES = "kubernetes";

    @Bean(preDestroy = "close")
    @Singleton
    KubernetesClusters clusters(GateConfiguration configuration) {
        var regions = new ArrayList<KubernetesRegion>();
        configuration
                .regions()
                .forEach((region, settings) ->
                        settings.kubernetes()
                                .ifPresent(cluster -> regions.add(region(region, cluster))));
        var workloads = new ArrayList<KubernetesWorkload>();
        configuration
                .services()
                .forEach((service, settings) ->
                        settings.workloads()
                                .forEach((region, name) ->
                                        workloads.add(
                                                new KubernetesWorkload(
                                                        service,
                                                        region,
                                                        WorkloadReference.parse(name),
                                                        settings.configMap().orElse(null),
                                                        KubernetesWorkload
                                                                .VERSION_LABEL_DEFAULT))));
        return new KubernetesClusters(regions, workloads);
    }

    private static KubernetesRegion region(
            io.portcullis.kernel.evidence.Region region, KubernetesCluster cluster) {
        return new KubernetesRegion(
                region,
                cluster.kubeconfig().orElse(null),
                cluster.context().orElse(null),
                cluster.namespace(),
                KubernetesRegion.REQUEST_TIMEOUT_DEFAULT);
    }

    @Singleton
    WorkloadSource workloads(KubernetesClusters clusters) {
        return new KubernetesWorkloadSource(clusters);
    }

    @Singleton
    PodArmSource pods(KubernetesClusters clusters) {
        return new KubernetesPodArmSource(clusters);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Hooks hooks(GateConfiguration configuration, InstantSource clock) {
        var byName = new TreeMap<String, HookControl>();
        configuration
                .controls()
                .forEach((name, hook) ->
                        byName.put(
                                name,
                                new HookControl(endpoint(hook, configuration.look()), clock)));
        return new Hooks(byName);
    }

    @Singleton
    Controls controls(GateConfiguration configuration, KubernetesClusters clusters, Hooks hooks) {
        var byName = new TreeMap<String, Named>();
        boolean anyCluster =
                configuration.regions().values().stream()
                        .anyMatch(region -> region.kubernetes().isPresent());
        if (anyCluster) {
            byName.put(
                    KUBERNETES,
                    new Named(
                            new KubernetesControl(clusters),
                            ControlReach.PATCHES_WORKLOAD,
                            Opening.RESTORES_ONLY));
        }
        hooks.byName()
                .forEach((name, hook) ->
                        byName.put(
                                name,
                                new Named(hook, ControlReach.ASKS_OWNER, Opening.OPENS_STAGES)));
        return new Controls(byName);
    }

    /** The hooks by name, closed with the server. */
    record Hooks(SortedMap<String, HookControl> byName) implements AutoCloseable {
        @Override
        public void close() {
            byName.values().forEach(HookControl::close);
        }
    }

    /** Where looks are short, a running order is asked about as often. */
    private static HookEndpoint endpoint(HookConfiguration hook, Duration look) {
        Duration usual = HookEndpoint.STATUS_INTERVAL_DEFAULT;
        return new HookEndpoint(
                hook.url(),
                hook.secretFile(),
                HookEndpoint.TIMEOUT_DEFAULT,
                look.compareTo(usual) < 0 ? look : usual,
                switch (hook.transport()) {
                    case TLS_REQUIRED -> HookEndpoint.Transport.TLS_REQUIRED;
                    case PLAIN_TEXT_ALLOWED -> HookEndpoint.Transport.PLAIN_TEXT_ALLOWED;
                });
    }
}
