package io.portcullis.wiring;

import io.micronaut.context.annotation.Factory;
import io.portcullis.adapter.kubernetes.KubernetesClusters;
import io.portcullis.adapter.kubernetes.KubernetesRegionSignSource;
import io.portcullis.adapter.prometheus.PrometheusRegionSignSource;
import io.portcullis.app.isolation.CapacityEnvironmentSource;
import io.portcullis.app.isolation.IsolationEnvironmentSource;
import io.portcullis.app.isolation.ReadSigns;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.wiring.configuration.GateConfiguration;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.TreeSet;

/** What is watched of regions as a whole: isolation, and room when one is lost. */
@Factory
final class IsolationFactory {

    @Singleton
    ReadSigns signs(
            GateConfiguration configuration,
            KubernetesClusters clusters,
            HttpClient http,
            InstantSource clock,
            WorkThreads threads) {
        var isolation = configuration.isolation();
        var sources = new ArrayList<RegionSignSource>();
        if (isolation.watch().isPresent() || isolation.capacity().isPresent()) {
            sources.add(
                    new PrometheusRegionSignSource(
                            http,
                            PulledServices.endpoints(configuration),
                            isolation.selectors(),
                            clock,
                            WatchFactory.timeout(configuration)));
        }
        if (isolation.watch().isPresent()) {
            var regions = new TreeSet<Region>();
            configuration
                    .regions()
                    .forEach((region, settings) ->
                            settings.kubernetes().ifPresent(_ -> regions.add(region)));
            sources.add(
                    new KubernetesRegionSignSource(clusters, regions, clock, threads.executor()));
        }
        return new ReadSigns(sources);
    }

    @Singleton
    EnvironmentSource isolation(
            GateConfiguration configuration,
            ProbeStore probes,
            ReadSigns signs,
            EvidenceInbox inbox,
            IsolationStore store) {
        return new IsolationEnvironmentSource(
                configuration.isolation().watch(), probes, signs, inbox, store);
    }

    @Singleton
    EnvironmentSource capacity(GateConfiguration configuration, ReadSigns signs) {
        return new CapacityEnvironmentSource(configuration.isolation().capacity(), signs);
    }
}
