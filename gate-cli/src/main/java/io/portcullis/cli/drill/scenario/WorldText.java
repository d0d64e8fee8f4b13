package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.drill.scenario.FaultText.PairText;
import io.portcullis.cli.drill.scenario.FaultText.PlaceText;
import io.portcullis.cli.file.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the drill plays.
 *
 * @param lookSeconds length of a scenario look; one is played in each look of the server, however short that is
 * @param requestsPerSecond of each region
 * @param links relays between every ordered pair of regions; none when left out
 * @param rung of the evidence ladder on which faults of the mesh are told; edge reports when left out
 * @param mesh what tells of the mesh on the lower rungs; nothing when left out
 * @param sessions what servers carry; then new ones take the place and the name of old ones
 * @param isolation what tells the gate of regions as a whole; nothing when left out
 * @param errorLogSd standard deviation of the logarithm of error ratios between places; 0 when left out
 */
public record WorldText(
        String service,
        List<String> regions,
        @Nullable Integer lookSeconds,
        double requestsPerSecond,
        SignalText requests,
        @Nullable LinksText links,
        @Nullable RungText rung,
        @Nullable MeshText mesh,
        @Nullable SessionsText sessions,
        @Nullable IsolationText isolation,
        @Nullable Double errorLogSd,
        @Nullable ServersText servers,
        @Nullable TroubleText warmUp,
        @Nullable RebootsText reboots,
        @Nullable Map<String, RestoreText> restores,
        @Nullable List<FaultText> faults) {
    /** The key of {@code restores} that stands for every region not named. */
    public static final String OTHERS = "others";

    private static final int LOOK_SECONDS_DEFAULT = 10;

    public WorldText {
        Rules.name(service, "service");
        regions = Rules.some(regions, "regions");
        regions.forEach(region -> Rules.name(region, "regions"));
        requireDistinct(regions);
        lookSeconds =
                Rules.within(
                        lookSeconds == null ? LOOK_SECONDS_DEFAULT : lookSeconds,
                        1,
                        600,
                        "lookSeconds");
        Rules.within(requestsPerSecond, 0.1, 100_000, "requestsPerSecond");
        Rules.required(requests, "requests");
        rung = rung == null ? RungText.E : rung;
        requireEvidence(rung, links, mesh);
        errorLogSd = Rules.within(errorLogSd == null ? 0 : errorLogSd, 0, 2, "errorLogSd");
        servers = servers == null ? new ServersText(2, 1, 6) : servers;
        restores = Rules.map(restores);
        faults = Rules.list(faults);
        for (String region : restores.keySet()) {
            if (!region.equals(OTHERS)) {
                requireRegion(regions, region, "restores");
            }
        }
        for (FaultText fault : faults) {
            require(regions, fault);
        }
        if (sessions != null && servers.newNodes() > servers.oldNodes()) {
            throw new IllegalArgumentException(
                    "servers.newNodes is greater than oldNodes, whose place they take with sessions");
        }
    }

    private static void requireDistinct(List<String> regions) {
        if (regions.stream().distinct().count() != regions.size()) {
            throw new IllegalArgumentException("regions names one twice; each must be named once");
        }
    }

    private static void requireEvidence(
            RungText rung, @Nullable LinksText links, @Nullable MeshText mesh) {
        if (links == null && (mesh != null || rung != RungText.E)) {
            throw new IllegalArgumentException("links is missing; a mesh must have them");
        }
        if (rung.isBelowLinks() && (mesh == null || mesh.at(rung).isEmpty())) {
            throw new IllegalArgumentException(
                    "rung is " + rung.letter() + "; mesh must say what tells of it there");
        }
    }

    private static void require(List<String> regions, FaultText fault) {
        fault.in().forEach(region -> requireRegion(regions, region, "faults"));
        if (fault.place() == PlaceText.WITHDRAWAL && fault.in().size() == regions.size()) {
            throw new IllegalArgumentException(
                    "faults has a WITHDRAWAL of all regions; one must be left to serve");
        }
        if (fault.publisher() != null) {
            requireRegion(regions, fault.publisher(), "faults");
        }
    }

    /** The same world with more that goes wrong. */
    WorldText with(List<FaultText> more) {
        return new WorldText(
                service,
                regions,
                lookSeconds,
                requestsPerSecond,
                requests,
                links,
                rung,
                mesh,
                sessions,
                isolation,
                errorLogSd,
                servers,
                warmUp,
                reboots,
                restores,
                Stream.concat(allFaults().stream(), more.stream()).toList());
    }

    private static void requireRegion(List<String> regions, String region, String field) {
        if (!regions.contains(region)) {
            throw new IllegalArgumentException(
                    field
                            + " names \""
                            + region
                            + "\"; must be one of "
                            + String.join(", ", regions));
        }
    }

    /** Says that a region must be one of this world. */
    void require(String region, String field) {
        requireRegion(regions, region, field);
    }

    /** On which rung faults of the mesh are told. */
    public RungText rungPlayed() {
        return Rules.required(rung, "rung");
    }

    /** What servers and agents count and the server must know. */
    public List<CountedText> counted() {
        List<CountedText> counted = new ArrayList<>();
        counted.add(new CountedText(requests.signal(), "RATIO", "REGION", ""));
        MeshText told = mesh;
        if (told != null) {
            String kind = rungPlayed() == RungText.B ? "PROBE" : "RATIO";
            String place = rungPlayed() == RungText.B ? "LINK" : "REGION";
            String letter = rungPlayed() == RungText.C ? rungPlayed().letter() : "";
            told.at(rungPlayed())
                    .ifPresent(signal ->
                            counted.add(new CountedText(signal.signal(), kind, place, letter)));
        }
        LinksText counting = countedLinks();
        if (counting != null) {
            counted.add(new CountedText(counting.signal(), "RATIO", "LINK", ""));
        }
        return counted;
    }

    /** Relays as far as they are counted; null where they are not, or there are none. */
    public @Nullable LinksText countedLinks() {
        return rungPlayed().isBelowLinks() ? null : links;
    }

    /** What tells of the mesh where neither links nor edges do. */
    public Optional<SignalText> meshSignal() {
        MeshText told = mesh;
        return told == null ? Optional.empty() : told.at(rungPlayed());
    }

    /** Seconds of traffic in a look. */
    public int seconds() {
        return lookSeconds == null ? LOOK_SECONDS_DEFAULT : lookSeconds;
    }

    /** How many servers there are. */
    public ServersText fleet() {
        return Rules.required(servers, "servers");
    }

    /** How a restore goes in a region. */
    public RestoreText restore(String region) {
        Map<String, RestoreText> known = Rules.map(restores);
        RestoreText others = known.getOrDefault(OTHERS, new RestoreText(1, 0, 0.0));
        return known.getOrDefault(region, others);
    }

    /** What goes wrong. */
    public List<FaultText> allFaults() {
        return Rules.list(faults);
    }

    /** A signal and how often it is bad when all is well. */
    public record SignalText(String signal, double errorRatio) {
        public SignalText {
            Rules.name(signal, "signal");
            Rules.within(errorRatio, 0, 0.5, "errorRatio");
        }
    }

    /**
     * Relays between regions.
     *
     * @param trafficShareRatio of a region's requests, those that are acquired from other regions, evenly
     * @param pairs servers that acquire from each other, the source's first; all when left out
     */
    public record LinksText(
            String signal,
            double errorRatio,
            double trafficShareRatio,
            @Nullable List<PairText> pairs) {
        public LinksText {
            pairs = pairs == null ? List.of(PairText.values()) : Rules.some(pairs, "pairs");
            Rules.name(signal, "signal");
            Rules.within(errorRatio, 0, 0.5, "errorRatio");
            Rules.within(trafficShareRatio, 0, 10, "trafficShareRatio");
        }

        /** Which servers acquire from each other. */
        public List<PairText> crossing() {
            return Rules.list(pairs);
        }
    }

    /**
     * What tells of the mesh on the rungs below the counters of links.
     *
     * @param subscribes rung a: subscriptions, counted where the subscriber is
     * @param probes rung b: of agents, from each region and version to each other
     * @param calls rung c: of servers to those of other regions, counted by the caller
     */
    public record MeshText(
            @Nullable SignalText subscribes,
            @Nullable SignalText probes,
            @Nullable SignalText calls) {
        /** What this rung has. */
        Optional<SignalText> at(RungText rung) {
            return switch (rung) {
                case A -> Optional.ofNullable(subscribes);
                case B -> Optional.ofNullable(probes);
                case C -> Optional.ofNullable(calls);
                case D, E -> Optional.empty();
            };
        }
    }

    /**
     * A signal as the server's configuration writes it.
     *
     * @param rung its letter, where kind and place do not tell it; else empty
     */
    public record CountedText(String signal, String kind, String place, String rung) {
        /** Whether it is counted on links. */
        public boolean onLinks() {
            return place.equals("LINK");
        }
    }

    /**
     * What servers carry.
     *
     * @param drainLooks in which an old server empties before a new one takes its place; 0 when left out
     */
    public record SessionsText(int perServer, @Nullable Integer drainLooks) {
        public SessionsText {
            Rules.within(perServer, 1, 1_000_000, "perServer");
            drainLooks = Rules.within(drainLooks == null ? 0 : drainLooks, 0, 10_000, "drainLooks");
        }

        /** Looks until an old server is empty; 0 where it is cut. */
        public int drain() {
            return drainLooks == null ? 0 : drainLooks;
        }
    }

    /**
     * What tells of regions as a whole: stock gauges of sessions where evidence is pulled, else probes.
     *
     * @param scrapeSeconds between two scrapes of a region
     * @param probeSeconds between two runs of a probe
     */
    public record IsolationText(int scrapeSeconds, int probeSeconds) {
        public IsolationText {
            Rules.within(scrapeSeconds, 1, 600, "scrapeSeconds");
            Rules.within(probeSeconds, 1, 600, "probeSeconds");
        }

        /** Between two scrapes. */
        public Duration scrapes() {
            return Duration.ofSeconds(scrapeSeconds);
        }

        /** Between two runs. */
        public Duration probes() {
            return Duration.ofSeconds(probeSeconds);
        }
    }

    /**
     * Servers of each region.
     *
     * @param oldNodes that report, each for many
     * @param newNodes that report
     * @param counted by the platform's census
     */
    public record ServersText(int oldNodes, int newNodes, int counted) {
        public ServersText {
            Rules.within(oldNodes, 1, 20, "oldNodes");
            Rules.within(newNodes, 1, 20, "newNodes");
            Rules.within(counted, 1, 1_000, "counted");
        }
    }

    /** More errors than usual for some looks. */
    public record TroubleText(int looks, double errorRatio) {
        public TroubleText {
            Rules.within(looks, 1, 100, "looks");
            Rules.within(errorRatio, 0, 1, "errorRatio");
        }
    }

    /**
     * Old servers that start anew now and then: their counters begin at 0, and they fail for a moment.
     *
     * @param everyLooks mean looks between two reboots of one node
     */
    public record RebootsText(int everyLooks, int looks, double errorRatio) {
        public RebootsText {
            Rules.within(everyLooks, 2, 100_000, "everyLooks");
            Rules.within(looks, 1, 100, "looks");
            Rules.within(errorRatio, 0, 1, "errorRatio");
        }
    }

    /**
     * How a rollback goes in one region.
     *
     * @param lagLooks until the restore is applied
     * @param drainLooks in which new servers still hold sessions after it
     * @param drainShareRatio of the canary's traffic that stays while they drain
     */
    public record RestoreText(int lagLooks, int drainLooks, double drainShareRatio) {
        public RestoreText {
            Rules.within(lagLooks, 0, 10_000, "lagLooks");
            Rules.within(drainLooks, 0, 10_000, "drainLooks");
            Rules.within(drainShareRatio, 0, 1, "drainShareRatio");
        }
    }
}
