package io.portcullis.wiring;

import io.portcullis.adapter.prometheus.ArmRule;
import io.portcullis.adapter.prometheus.Measure;
import io.portcullis.adapter.prometheus.Measure.Limit;
import io.portcullis.adapter.prometheus.ProcessQueries;
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
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.ProcessSource;
import io.portcullis.wiring.configuration.ConfigurationInvalid;
import io.portcullis.wiring.configuration.ConfigurationKeys;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.ProcessConfiguration;
import io.portcullis.wiring.configuration.RegionConfiguration;
import io.portcullis.wiring.configuration.ServiceConfiguration;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What the configuration says of pulled evidence, in the words of the adapter that pulls it. */
final class PulledServices {

    /** Values of an arm label. */
    private static final Map<String, Arm> ARMS =
            Map.of("canary", Arm.CANARY, "baseline", Arm.BASELINE, "stable", Arm.STABLE);

    /** Looks of a block over which a level is averaged (analysis 1): 30 s. */
    private static final int BLOCK_LOOKS = 3;

    private PulledServices() {}

    /** What keeps a slow or broken endpoint from harming others, put around a source. */
    @FunctionalInterface
    interface Maker {
        EvidenceSource prometheus(PrometheusEndpoint endpoint, ServiceQueries queries);
    }

    /**
     * @throws ConfigurationInvalid a selector or an address cannot be used
     */
    static PulledSources of(GateConfiguration configuration, Maker make) {
        var sources = new HashMap<ServiceName, List<EvidenceSource>>();
        var signals = new HashMap<ServiceName, Set<SignalName>>();
        var byPod = new HashSet<ServiceName>();
        configuration
                .services()
                .forEach((name, service) -> {
                    if (!service.pulled().isEmpty()) {
                        sources.put(
                                name,
                                inRegions(
                                        configuration,
                                        service,
                                        "",
                                        () -> queries(service, configuration.look()),
                                        make::prometheus));
                        signals.put(name, service.pulled().keySet());
                    }
                    if (service.armBy() == ConfigurationKeys.ArmRule.POD) {
                        byPod.add(name);
                    }
                });
        return new PulledSources(sources, signals, byPod);
    }

    /** What tells of processes and the work they carry. */
    @FunctionalInterface
    interface ProcessMaker {
        ProcessSource prometheus(PrometheusEndpoint endpoint, ProcessQueries queries);
    }

    /**
     * One for each region that has an endpoint, of the services that say what their servers carry.
     *
     * @throws ConfigurationInvalid a selector cannot be used
     */
    static Map<ServiceName, List<ProcessSource>> processes(
            GateConfiguration configuration, ProcessMaker make) {
        var processes = new HashMap<ServiceName, List<ProcessSource>>();
        configuration
                .services()
                .forEach((name, service) ->
                        service.processes()
                                .ifPresent(carried ->
                                        processes.put(
                                                name,
                                                inRegions(
                                                        configuration,
                                                        service,
                                                        ".sessions",
                                                        () -> queries(service, carried),
                                                        make::prometheus))));
        return processes;
    }

    private static ProcessQueries queries(
            ServiceConfiguration service, ProcessConfiguration carried) {
        var gauges = new ArrayList<ProcessQueries.CarriedGauge>();
        carried.gauges()
                .forEach((work, gauge) ->
                        gauges.add(new ProcessQueries.CarriedGauge(work, new Selector(gauge))));
        return new ProcessQueries(
                gauges,
                carried.label(),
                new Selector(carried.start()),
                carried.epochLabel(),
                carried.draining().map(Selector::new),
                arm(service));
    }

    /** One for each region of the service that has an endpoint. */
    private static <Q, T> List<T> inRegions(
            GateConfiguration configuration,
            ServiceConfiguration service,
            String key,
            Supplier<Q> queries,
            BiFunction<PrometheusEndpoint, Q, T> make) {
        try {
            Q asked = queries.get();
            var sources = new ArrayList<T>();
            for (Region region : service.definition().regions()) {
                Optional.ofNullable(configuration.regions().get(region))
                        .flatMap(RegionConfiguration::prometheus)
                        .map(endpoint -> endpoint(region, endpoint))
                        .ifPresent(endpoint -> sources.add(make.apply(endpoint, asked)));
            }
            return sources;
        } catch (IllegalArgumentException e) {
            String path = "portcullis.services." + service.definition().name() + key;
            throw new ConfigurationInvalid(List.of(path + ": " + e.getMessage()));
        }
    }

    /** Of every region that has one. */
    static List<PrometheusEndpoint> endpoints(GateConfiguration configuration) {
        var endpoints = new ArrayList<PrometheusEndpoint>();
        configuration
                .regions()
                .forEach((region, settings) ->
                        settings.prometheus()
                                .map(it -> endpoint(region, it))
                                .ifPresent(endpoints::add));
        return endpoints;
    }

    private static ServiceQueries queries(ServiceConfiguration service, Duration look) {
        var queries = new ArrayList<SignalQueries>();
        for (SignalDefinition signal : service.definition().signals()) {
            Pulled pulled = service.pulled().get(signal.name());
            if (pulled != null) {
                queries.add(
                        new SignalQueries(
                                signal.name(),
                                measure(signal, pulled, look),
                                place(signal, pulled)));
            }
        }
        return new ServiceQueries(
                service.definition().name(), ServiceQueries.ALL_TARGETS, queries, arm(service));
    }

    private static Measure measure(SignalDefinition signal, Pulled pulled, Duration look) {
        BadSeries badSeries = pulled.lazyBad() ? BadSeries.WITH_FIRST_ERROR : BadSeries.ALWAYS;
        return switch (signal.kind()) {
            case PROBE ->
                    pulled.selectors().containsKey(Part.GAUGE)
                            ? new Measure.Scrapes(selector(pulled, Part.GAUGE))
                            : counters(pulled, badSeries);
            case RATIO, STRUCTURE ->
                    pulled.selectors().containsKey(Part.SETTLED)
                            ? new Measure.Unsettled(
                                    selector(pulled, Part.TOTAL), selector(pulled, Part.SETTLED))
                            : counters(pulled, badSeries);
            case RATE ->
                    pulled.selectors().containsKey(Part.TOTAL)
                            ? counters(pulled, badSeries)
                            : new Measure.EventsOverTime(
                                    pulled.selectors().containsKey(Part.GAUGE)
                                            ? selector(pulled, Part.GAUGE)
                                            : ServiceQueries.ALL_TARGETS,
                                    selector(pulled, Part.BAD),
                                    badSeries);
            case TRAFFIC ->
                    new Measure.EventsOverTime(
                            ServiceQueries.ALL_TARGETS,
                            selector(pulled, Part.TOTAL),
                            BadSeries.WITH_FIRST_ERROR);
            case LATENCY -> new Measure.Histogram(selector(pulled, Part.HISTOGRAM));
            case LEVEL ->
                    new Measure.Level(
                            selector(pulled, Part.GAUGE),
                            look.multipliedBy(BLOCK_LOOKS),
                            limit(signal, pulled));
            case ABSENCE -> new Measure.Scrapes(ServiceQueries.ALL_TARGETS);
        };
    }

    private static Measure counters(Pulled pulled, BadSeries badSeries) {
        return new Measure.Counters(
                selector(pulled, Part.TOTAL), selector(pulled, Part.BAD), badSeries);
    }

    private static Limit limit(SignalDefinition signal, Pulled pulled) {
        var exhaustion = signal.exhaustion();
        if (exhaustion == null) {
            return new Limit.None();
        }
        return exhaustion.limit() > 0
                ? new Limit.OfNumber(exhaustion.limit())
                : new Limit.OfSeries(selector(pulled, Part.LIMIT));
    }

    private static Selector selector(Pulled pulled, Part part) {
        return new Selector(pulled.selector(part));
    }

    private static PlaceLabels place(SignalDefinition signal, Pulled pulled) {
        return switch (signal.scope()) {
            case REGION -> new PlaceLabels.OfRegion();
            case LINK ->
                    new PlaceLabels.OfLink(
                            pulled.sourceRegionLabel(),
                            new ArmRule.ByVersionLabel(pulled.sourceVersionLabel()),
                            pulled.destinationRegionLabel());
        };
    }

    private static ArmRule arm(ServiceConfiguration service) {
        String label = service.armLabel();
        return switch (service.armBy()) {
            case ARM_LABEL -> new ArmRule.ByLabel(label, ARMS);
            case VERSION_LABEL -> new ArmRule.ByVersionLabel(label);
            case POD -> new ArmRule.ByPod(label);
        };
    }

    static PrometheusEndpoint endpoint(
            Region region, RegionConfiguration.PrometheusEndpoint endpoint) {
        Authorization authorization =
                endpoint.credentialsFile()
                        .<Authorization>map(file ->
                                endpoint.user()
                                        .<Authorization>map(
                                                user -> new Authorization.Basic(user, file))
                                        .orElseGet(() -> new Authorization.Bearer(file)))
                        .orElseGet(Authorization.None::new);
        return new PrometheusEndpoint(
                region, endpoint.url(), endpoint.delay(), authorization, endpoint.headers());
    }
}
