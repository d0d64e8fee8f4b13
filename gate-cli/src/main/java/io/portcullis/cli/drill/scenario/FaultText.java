package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong, as data.
 *
 * @param place what it strikes: requests of regions, acquisitions over links, who relays a track from whom, or whether a
 *     region serves at all
 * @param arms for regions: which servers; all when left out
 * @param pairs for links: which pairs of servers, the source's first; all when left out
 * @param shape for the mesh: what becomes of the track's edges
 * @param publisher for the mesh: the region that publishes the track
 * @param regions where; for links, either end; everywhere when left out; for the mesh the chain, each
 *     pulling the track from the next
 * @param whileNew only in regions, or on links with an end, where the new version takes traffic; false
 *     when left out
 * @param failedRatio how often an attempt then fails; for the mesh the part of what the struck servers
 *     want from the publisher's region that comes into the loop, as rungs a to d count it: 0 when left out;
 *     not for withdrawals
 * @param result how it fails; FAILED when left out
 * @param fromStage it begins when this stage opens; 1 when left out
 * @param afterLooks and so many looks later; 0 when left out
 * @param forLooks and lasts so long; for ever when left out
 */
public record FaultText(
        String name,
        PlaceText place,
        @Nullable List<ArmText> arms,
        @Nullable List<PairText> pairs,
        @Nullable ShapeText shape,
        @Nullable String publisher,
        @Nullable List<String> regions,
        @Nullable Boolean whileNew,
        @Nullable Double failedRatio,
        @Nullable ResultText result,
        @Nullable Integer fromStage,
        @Nullable Integer afterLooks,
        @Nullable Integer forLooks) {
    public FaultText {
        Rules.text(name, "name");
        Rules.required(place, "place");
        requireFit(place, arms, pairs);
        arms = arms == null ? List.of(ArmText.values()) : Rules.some(arms, "arms");
        pairs = pairs == null ? List.of(PairText.values()) : Rules.some(pairs, "pairs");
        regions = Rules.list(regions);
        whileNew = whileNew != null && whileNew;
        requireMesh(place, shape, publisher, regions);
        if (place == PlaceText.WITHDRAWAL) {
            Rules.some(regions, "regions");
        }
        failedRatio = failedRatio(place, failedRatio);
        result = result == null ? ResultText.FAILED : result;
        fromStage = fromStage == null ? 1 : fromStage;
        FaultTime time = FaultTime.of(fromStage, afterLooks, forLooks);
        afterLooks = time.after();
        forLooks = time.lasting();
    }

    private static double failedRatio(PlaceText place, @Nullable Double given) {
        boolean mayBeLeftOut = place == PlaceText.MESH || place == PlaceText.WITHDRAWAL;
        return mayBeLeftOut && given == null
                ? 0
                : Rules.within(Rules.required(given, "failedRatio"), 0, 1, "failedRatio");
    }

    private static void requireFit(
            PlaceText place, @Nullable List<ArmText> arms, @Nullable List<PairText> pairs) {
        if (place == PlaceText.LINK && arms != null) {
            throw new IllegalArgumentException("arms is not for place LINK; there give pairs");
        }
        if (place != PlaceText.LINK && pairs != null) {
            throw new IllegalArgumentException("pairs is for place LINK; elsewhere give arms");
        }
    }

    private static void requireMesh(
            PlaceText place,
            @Nullable ShapeText shape,
            @Nullable String publisher,
            List<String> regions) {
        if (place != PlaceText.MESH) {
            return;
        }
        Rules.required(shape, "shape");
        Rules.required(publisher, "publisher");
        if (regions.size() < 2 || regions.contains(publisher)) {
            throw new IllegalArgumentException(
                    "regions of place MESH must be two or more, without the publisher");
        }
    }

    /** How often an attempt fails by it. */
    public double ratio() {
        return Rules.required(failedRatio, "failedRatio");
    }

    /** Whether servers of this arm are struck. */
    public boolean strikes(ArmText arm) {
        return Rules.list(arms).contains(arm);
    }

    /** Regions it is limited to; empty for all. */
    public List<String> in() {
        return Rules.list(regions);
    }

    /** When it is in force. */
    public FaultTime time() {
        return FaultTime.of(Rules.required(fromStage, "fromStage"), afterLooks, forLooks);
    }

    /**
     * Whether it strikes requests of such servers.
     *
     * @param hasNew regions in which the new version takes traffic
     */
    public boolean strikes(String region, ArmText arm, Predicate<String> hasNew) {
        return place == PlaceText.REGION && Rules.list(arms).contains(arm) && isIn(region, hasNew);
    }

    /** Whether it strikes acquisitions between such servers, likewise. */
    public boolean strikes(
            String source, String destination, PairText pair, Predicate<String> hasNew) {
        return place == PlaceText.LINK
                && Rules.list(pairs).contains(pair)
                && (isIn(source, hasNew) || isIn(destination, hasNew));
    }

    private boolean isIn(String region, Predicate<String> hasNew) {
        boolean anyway = !Rules.required(whileNew, "whileNew");
        return (in().isEmpty() || in().contains(region)) && (anyway || hasNew.test(region));
    }

    /** What it strikes. */
    public enum PlaceText {
        REGION,
        LINK,
        MESH,
        /** Regions take themselves out of service, and what they carried goes to the others. */
        WITHDRAWAL
    }

    /** What becomes of the edges of a track. */
    public enum ShapeText {
        /** The last of the chain pulls it from the first. */
        LOOP,
        /** The last of the chain does not have it. */
        DANGLING
    }

    /** Which servers. */
    public enum ArmText {
        OLD,
        NEW
    }

    /** Which servers at the two ends of a link, the source's first. */
    public enum PairText {
        OLD_OLD(ArmText.OLD, ArmText.OLD),
        NEW_OLD(ArmText.NEW, ArmText.OLD),
        OLD_NEW(ArmText.OLD, ArmText.NEW),
        NEW_NEW(ArmText.NEW, ArmText.NEW);

        private final ArmText source;
        private final ArmText destination;

        PairText(ArmText source, ArmText destination) {
            this.source = source;
            this.destination = destination;
        }

        /** Servers at the source. */
        public ArmText source() {
            return source;
        }

        /** Servers at the destination. */
        public ArmText destination() {
            return destination;
        }
    }

    /** How an attempt fails. */
    public enum ResultText {
        FAILED,
        TIMED_OUT
    }
}
