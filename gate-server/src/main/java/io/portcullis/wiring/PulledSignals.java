package io.portcullis.wiring;

import io.portcullis.adapter.prometheus.ArmRule;
import io.portcullis.adapter.prometheus.PrometheusEndpoint;
import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.adapter.prometheus.Selector;
import io.portcullis.adapter.prometheus.ServiceQueries;
import io.portcullis.adapter.prometheus.SignalQueries;
import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.app.gather.PulledSources;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.port.EvidenceSource;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.RegionConfiguration;
import io.portcullis.wiring.configuration.ServiceConfiguration;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a source for each service and region whose signals are pulled. */
final class PulledSignals {

    /** An arm label says it in our own words. */
    private static final Map<String, Arm> ARMS =
            Map.of("canary", Arm.CANARY, "baseline", Arm.BASELINE, "stable", Arm.STABLE);

    private final GateConfiguration configuration;
    private final EvidenceSources sources;

    PulledSignals(GateConfiguration configuration, EvidenceSources sources) {
        this.configuration = configuration;
        this.sources = sources;
    }

    PulledSources sources() {
        var byService = new HashMap<ServiceName, List<EvidenceSource>>();
        var signals = new HashMap<ServiceName, Set<SignalName>>();
        configuration
                .services()
                .forEach((name, service) -> {
                    if (!service.pulled().isEmpty()) {
                        byService.put(name, sources(service));
                        signals.put(name, service.pulled().keySet());
                    }
                });
        return new PulledSources(byService, signals);
    }

    private List<EvidenceSource> sources(ServiceConfiguration service) {
        var queries = queries(service);
        var made = new ArrayList<EvidenceSource>();
        for (Region region : service.definition().regions()) {
            var where = configuration.regions().get(region);
            if (where != null && where.prometheus().isPresent()) {
                made.add(sources.prometheus(endpoint(region, where.prometheus().get()), queries));
            }
        }
        return made;
    }

    private static PrometheusEndpoint endpoint(
            Region region, RegionConfiguration.PrometheusEndpoint where) {
        return new PrometheusEndpoint(
                region,
                where.url(),
                where.delay(),
                where.credentialsFile()
                        .<Authorization>map(Authorization.Bearer::new)
                        .orElseGet(Authorization.None::new),
                Map.of());
    }

    private static ServiceQueries queries(ServiceConfiguration service) {
        var signals = new ArrayList<SignalQueries>();
        for (SignalDefinition signal : service.definition().signals()) {
            var pulled = service.pulled().get(signal.name());
            if (pulled != null) {
                signals.add(signal(signal, pulled));
            }
        }
        return new ServiceQueries(
                service.definition().name(), ServiceQueries.ALL_TARGETS, signals, rule(service));
    }

    private static SignalQueries signal(SignalDefinition signal, Pulled pulled) {
        return new SignalQueries(
                signal.name(),
                new Selector(pulled.total()),
                new Selector(pulled.bad()),
                pulled.lazyBad() ? BadSeries.WITH_FIRST_ERROR : BadSeries.ALWAYS,
                signal.scope() == Scope.REGION
                        ? new PlaceLabels.OfRegion()
                        : new PlaceLabels.OfLink(
                                pulled.sourceRegionLabel(),
                                new ArmRule.ByVersionLabel(pulled.sourceVersionLabel())));
    }

    private static ArmRule rule(ServiceConfiguration service) {
        return switch (service.armBy()) {
            case ARM_LABEL -> new ArmRule.ByLabel(service.armLabel(), ARMS);
            case VERSION_LABEL -> new ArmRule.ByVersionLabel(service.armLabel());
            case POD -> new ArmRule.ByPod(service.armLabel());
        };
    }
}
