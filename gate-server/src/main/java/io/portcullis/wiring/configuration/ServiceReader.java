package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code portcullis.services}. */
final class ServiceReader {

    private static final String ALL_ORDERED_PAIRS = "ALL_ORDERED_PAIRS";

    private final ConfigurationTree tree;
    private final Set<Region> regions;

    ServiceReader(ConfigurationTree tree, Set<Region> regions) {
        this.tree = tree;
        this.regions = regions;
    }

    SortedMap<ServiceName, ServiceConfiguration> services() {
        var services = new TreeMap<ServiceName, ServiceConfiguration>();
        for (String name : tree.namesUnder("portcullis.services")) {
            try {
                var service = service(name);
                services.put(service.definition().name(), service);
            } catch (IllegalArgumentException e) {
                tree.errors().add("portcullis.services." + name + ": " + e.getMessage());
            }
        }
        return services;
    }

    private ServiceConfiguration service(String name) {
        var workloads = new TreeMap<Region, String>();
        for (String region : tree.namesUnder("portcullis.services." + name + ".workloads")) {
            workloads.put(known(region), tree.find(EvidenceKeys.WORKLOAD, name, region));
        }
        SortedSet<Region> where = regionsOf(name, workloads.keySet());
        var signals = new ArrayList<SignalDefinition>();
        var pulled = new TreeMap<SignalName, Pulled>();
        var rungs = new TreeMap<SignalName, Rung>();
        for (String index : tree.namesUnder("portcullis.services." + name + ".signals")) {
            var reader = new SignalReader(tree, name, index);
            SignalDefinition signal = reader.definition();
            signals.add(signal);
            reader.pulled().ifPresent(series -> pulled.put(signal.name(), series));
            reader.rung().ifPresent(rung -> rungs.put(signal.name(), rung));
        }
        var definition =
                new ServiceDefinition(new ServiceName(name), where, links(name, where), signals);
        return new ServiceConfiguration(
                definition,
                tree.get(EvidenceKeys.ARM_BY, name),
                tree.get(EvidenceKeys.ARM_LABEL, name),
                pulled,
                workloads,
                Optional.ofNullable(tree.find(EvidenceKeys.CONFIG_MAP, name)),
                new Rungs(rungs),
                ProcessReader.read(tree, name),
                MeshReader.read(tree, definition));
    }

    private SortedSet<Region> regionsOf(String name, Set<Region> workloads) {
        List<String> listed = tree.find(EvidenceKeys.SERVICE_REGIONS, name);
        if (listed != null) {
            var where = new TreeSet<Region>();
            listed.forEach(region -> where.add(known(region)));
            return where;
        }
        return new TreeSet<>(workloads.isEmpty() ? regions : workloads);
    }

    private Region known(String name) {
        var region = new Region(name);
        if (!regions.contains(region)) {
            throw new IllegalArgumentException(
                    "region is " + name + "; must be one of portcullis.regions " + regions);
        }
        return region;
    }

    private SortedSet<Link> links(String name, Collection<Region> where) {
        List<String> listed = tree.find(EvidenceKeys.SERVICE_LINKS, name);
        if (listed == null) {
            return new TreeSet<>();
        }
        if (listed.equals(List.of(ALL_ORDERED_PAIRS))) {
            return ServiceDefinition.allOrderedPairs(where);
        }
        var links = new TreeSet<Link>();
        for (String text : listed) {
            String[] ends = text.split("->", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException(
                        "links has '"
                                + text
                                + "'; must be ALL_ORDERED_PAIRS or source -> destination");
            }
            links.add(new Link(known(ends[0].strip()), known(ends[1].strip())));
        }
        return links;
    }
}
