package io.portcullis.app.journey;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.InboxBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Three regions that relay to one another, whose servers push what they count, look by look. */
final class TestWorld {

    static final Region US_WEST = new Region("us-west");
    static final Region US_EAST = new Region("us-east");
    static final Region EU_CENTRAL = new Region("eu-central");
    static final SignalName ACQUIRE = new SignalName("track-acquire");
    static final SignalName REQUESTS = new SignalName("requests");
    static final String OLD = "1.5.1";
    static final String NEW = "1.5.2";

    static final ServiceDefinition SERVICE = service();

    static final SignalName LATENCY = new SignalName("request-latency");

    /** The same, timed besides. */
    static final ServiceDefinition TIMED_SERVICE = timed(SERVICE);

    private static final int REQUESTS_PER_LOOK = 500;
    private static final int ACQUIRES_PER_LOOK = 200;
    private static final double ERROR_RATIO = 0.002;

    private final EvidenceInbox inbox;
    private final Random random;
    private final Map<Region, Double> canaryShares = new TreeMap<>();
    private double mixedLinksFailRatio = ERROR_RATIO;
    private final Map<Region, Double> failRatios = new TreeMap<>();
    private boolean armsNamed;
    private boolean timesRequests;

    TestWorld(EvidenceInbox inbox, long seed) {
        this.inbox = inbox;
        this.random = new Random(seed);
    }

    private static ServiceDefinition timed(ServiceDefinition service) {
        var signals = new ArrayList<>(service.signals());
        signals.add(new SignalDefinition(LATENCY, SignalKind.LATENCY, Scope.REGION, 0.15, 1));
        return new ServiceDefinition(service.name(), service.regions(), service.links(), signals);
    }

    private static ServiceDefinition service() {
        var regions = new TreeSet<>(List.of(US_WEST, US_EAST, EU_CENTRAL));
        return new ServiceDefinition(
                new ServiceName("media-server"),
                regions,
                ServiceDefinition.allOrderedPairs(regions),
                List.of(
                        new SignalDefinition(ACQUIRE, SignalKind.RATIO, Scope.LINK, 0.35, 0.10),
                        new SignalDefinition(
                                REQUESTS, SignalKind.RATIO, Scope.REGION, 0.25, 0.05)));
    }

    void canaryShare(Region region, double share) {
        canaryShares.put(region, share);
    }

    /** From now on old and new versions do not understand each other. */
    void mixedLinksFail(double ratio) {
        mixedLinksFailRatio = ratio;
    }

    /** From now on requests fail at this ratio in a region, whatever the version. */
    void bothVersionsFail(Region region, double ratio) {
        failRatios.put(region, ratio);
    }

    /** From now on servers do not say their version, but whether they are old or new. */
    void namesArms() {
        armsNamed = true;
    }

    /** From now on servers say how long requests took. */
    void timesRequests() {
        timesRequests = true;
    }

    /** Of a look's requests nine in ten took less than 0.1 s, and one in ten up to 1 s. */
    private void times(Map<VersionedCell, Counts> counts, Region region, String version) {
        double requests = share(region, version) * REQUESTS_PER_LOOK;
        if (timesRequests && requests > 0) {
            for (var bucket : Map.of(new Bucket(0, 0.1), 0.9, new Bucket(0.1, 1), 0.1).entrySet()) {
                counts.put(
                        new VersionedCell.InRegion(
                                bucket.getKey().of(LATENCY), region, origin(version)),
                        new Counts(requests * bucket.getValue(), 0));
            }
            counts.put(
                    new VersionedCell.InRegion(LATENCY.part(Bucket.ALL), region, origin(version)),
                    new Counts(requests, 0));
        }
    }

    /** One look of traffic is flushed into the inbox. */
    void look(Instant at) {
        var counts = new HashMap<VersionedCell, Counts>();
        for (Region region : SERVICE.regions()) {
            for (String version : List.of(OLD, NEW)) {
                add(
                        counts,
                        new VersionedCell.InRegion(REQUESTS, region, origin(version)),
                        share(region, version) * REQUESTS_PER_LOOK,
                        failRatios.getOrDefault(region, ERROR_RATIO));
                times(counts, region, version);
            }
        }
        for (Link link : SERVICE.links()) {
            link(link, counts);
        }
        inbox.append(
                new InboxBatch(
                        SERVICE.name(),
                        new VersionedEvidence(at, counts, List.of()),
                        "test",
                        List.of(),
                        List.of()));
    }

    private void link(Link link, Map<VersionedCell, Counts> counts) {
        for (String source : List.of(OLD, NEW)) {
            for (String destination : List.of(OLD, NEW)) {
                boolean mixed = !source.equals(destination);
                add(
                        counts,
                        new VersionedCell.OnLink(
                                ACQUIRE, link, origin(source), origin(destination)),
                        share(link.source(), source)
                                * share(link.destination(), destination)
                                * ACQUIRES_PER_LOOK,
                        mixed ? mixedLinksFailRatio : ERROR_RATIO);
            }
        }
    }

    private Origin origin(String version) {
        return armsNamed
                ? new Origin.OfArm(version.equals(NEW) ? Arm.CANARY : Arm.STABLE)
                : Origin.ofVersion(version);
    }

    private double share(Region region, String version) {
        double canary = canaryShares.getOrDefault(region, 0.0);
        return version.equals(NEW) ? canary : 1 - canary;
    }

    private void add(
            Map<VersionedCell, Counts> counts, VersionedCell cell, double mean, double errorRatio) {
        if (mean <= 0) {
            return;
        }
        long attempts = Math.round(mean);
        long bad = 0;
        for (int i = 0; i < attempts; i++) {
            bad += random.nextDouble() < errorRatio ? 1 : 0;
        }
        counts.put(cell, new Counts(attempts, bad));
    }

    /** What requests look like when only the old version runs and all is well. */
    static LookEvidence usual(Instant at) {
        var counts = new HashMap<Cell, Counts>();
        for (Region region : SERVICE.regions()) {
            counts.put(
                    new Cell.InRegion(REQUESTS, region, Arm.STABLE),
                    new Counts(REQUESTS_PER_LOOK, at.getEpochSecond() / 10 % 2));
        }
        return LookEvidence.of(at, counts);
    }
}
