package io.portcullis.cli.text;

import io.portcullis.v1.AssumedDispersion;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.Margin;
import io.portcullis.v1.StagePreview;
import io.portcullis.v1.StreamPreview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a stage will be able to decide, as people read it before it opens. */
public final class Previews {
    private static final int WORST_MAX = 10;
    private static final int PLACES_MAX = 3;
    private static final int BAR_WIDTH = 20;

    private Previews() {}

    /** How much is said. */
    public enum Detail {
        /** A line for each signal and level. */
        SUMMARY,
        /** And the streams that take longest. */
        WORST,
        /** And every other stream. */
        ALL
    }

    /** A stage, line by line. */
    public static List<String> lines(StagePreview stage, Detail detail) {
        var lines = new ArrayList<String>();
        lines.add(headline(stage));
        if (stage.getStreamsCount() == 0) {
            lines.add("  nothing to judge yet");
            return lines;
        }
        lines.add(verdict(stage));
        lines.add("  Counts are taken to scatter " + dispersions(stage));
        summary(stage).lines().forEach(line -> lines.add("  " + line));
        if (detail != Detail.SUMMARY) {
            lines.addAll(times(stage, detail));
        }
        lines.addAll(remedies(stage, detail));
        return lines;
    }

    /** {@code worse than x3 + 0.1 %}. */
    public static String margin(Margin margin) {
        return "worse than "
                + "x"
                + Numbers.short3(margin.getRatio())
                + " + "
                + Numbers.percent(margin.getDifference());
    }

    private static String headline(StagePreview stage) {
        String shares =
                stage.getCanaryShareRatiosMap().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getValue,
                                        LinkedHashMap::new,
                                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                        .entrySet()
                        .stream()
                        .map(one -> Numbers.percent(one.getKey()) + " in " + some(one.getValue()))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Stage %d \"%s\": %s, bake %s (%,d looks), judged from %,d looks before",
                stage.getStage(),
                stage.getName(),
                shares,
                bake(stage),
                stage.getBakeLooks(),
                stage.getLooksBefore());
    }

    private static String bake(StagePreview stage) {
        return Numbers.span(stage.getLookLength(), stage.getBakeLooks());
    }

    private static String verdict(StagePreview stage) {
        return stage.getDecidable()
                ? "  DECIDABLE: a healthy release is expected to pass within the bake."
                : "  UNDECIDABLE: even a healthy release is not expected to pass within the bake.";
    }

    private static String dispersions(StagePreview stage) {
        var calibrated = new ArrayList<String>();
        var standard = new ArrayList<String>();
        for (AssumedDispersion assumed : stage.getDispersionsList()) {
            String numbers =
                    "("
                            + Numbers.short3(assumed.getClustering())
                            + ", "
                            + Numbers.short3(assumed.getVariationSquared())
                            + ")";
            if (assumed.getWindows() > 0) {
                calibrated.add(
                        level(assumed)
                                + " "
                                + numbers
                                + " from "
                                + assumed.getWindows()
                                + " windows");
            } else if (!standard.contains(numbers)) {
                standard.add(numbers);
            }
        }
        var parts = new ArrayList<String>();
        if (!calibrated.isEmpty()) {
            parts.add("as calibrated: " + String.join("; ", calibrated));
        }
        if (!standard.isEmpty()) {
            parts.add(
                    "by the default "
                            + String.join(", ", standard)
                            + (calibrated.isEmpty()
                                    ? ": nothing was there to calibrate from"
                                    : " elsewhere"));
        }
        return String.join("; ", parts) + ".";
    }

    private static String level(AssumedDispersion assumed) {
        return assumed.getSignal()
                + " "
                + switch (assumed.getLevel()) {
                    case AGGREGATE_LEVEL_ALL_REGIONS -> "all regions";
                    case AGGREGATE_LEVEL_ALL_LINKS -> "all links";
                    case AGGREGATE_LEVEL_SOURCE -> "links by source";
                    case AGGREGATE_LEVEL_DESTINATION -> "links by destination";
                    case AGGREGATE_LEVEL_UNSPECIFIED, UNRECOGNIZED ->
                            assumed.getLinks() ? "single links" : "single regions";
                };
    }

    private static Table summary(StagePreview stage) {
        var table =
                new Table(
                        "SIGNAL",
                        "LEVEL",
                        "STREAMS",
                        "MUST PASS",
                        "COVERED",
                        "UNDECIDABLE",
                        "SHORT",
                        "A PASS EXCLUDES");
        var levels = new LinkedHashMap<List<String>, List<StreamPreview>>();
        for (StreamPreview stream : stage.getStreamsList()) {
            levels.computeIfAbsent(
                            List.of(stream.getSignal(), StreamLevel.of(stream)),
                            _ -> new ArrayList<>())
                    .add(stream);
        }
        levels.forEach((level, streams) ->
                table.row(
                        level.getFirst(),
                        level.getLast(),
                        Integer.toString(streams.size()),
                        count(streams, FindingRole.FINDING_ROLE_REQUIRED),
                        count(streams, FindingRole.FINDING_ROLE_COVERED),
                        count(streams, FindingRole.FINDING_ROLE_UNDECIDABLE),
                        dash(streams.stream().filter(StreamPreview::getCoverageShort).count()),
                        excludes(streams)));
        return table;
    }

    private static String count(List<StreamPreview> streams, FindingRole role) {
        return dash(streams.stream().filter(stream -> stream.getRole() == role).count());
    }

    private static String dash(long count) {
        return count == 0 ? "-" : Long.toString(count);
    }

    /** The margins of those that must pass, from the finest to the coarsest. */
    private static String excludes(List<StreamPreview> streams) {
        var margins =
                streams.stream()
                        .filter(StreamPreview::hasMargin)
                        .filter(it -> it.getRole() == FindingRole.FINDING_ROLE_REQUIRED)
                        .sorted(
                                Comparator.comparingDouble((StreamPreview it) ->
                                                it.getMargin().getDifference())
                                        .thenComparingDouble(it -> it.getMargin().getRatio()))
                        .toList();
        if (margins.isEmpty()) {
            return "-";
        }
        String finest = margin(margins.getFirst().getMargin());
        String coarsest = margin(margins.getLast().getMargin());
        return finest.equals(coarsest) ? finest : finest + " to " + coarsest.substring(11);
    }

    private static List<String> times(StagePreview stage, Detail detail) {
        List<StreamPreview> longest =
                stage.getStreamsList().stream()
                        .filter(stream -> detail == Detail.ALL || isJudgedAlone(stream))
                        .sorted(
                                Comparator.comparing(Previews::isJudgedAlone)
                                        .thenComparingDouble(StreamPreview::getLooksNeeded)
                                        .reversed())
                        .toList();
        int shown = detail == Detail.ALL ? longest.size() : Math.min(WORST_MAX, longest.size());
        var table = new Table("LONGEST FIRST", "WHERE", "PAIR", "OF THE BAKE", "TAKES", "THEN");
        longest.subList(0, shown).forEach(stream -> row(table, stage, stream));
        var lines = new ArrayList<String>();
        table.lines().forEach(line -> lines.add("  " + line));
        if (shown < longest.size()) {
            lines.add("  and " + (longest.size() - shown) + " more, none longer; --all shows them");
        }
        return lines;
    }

    private static boolean isJudgedAlone(StreamPreview stream) {
        return stream.getRole() == FindingRole.FINDING_ROLE_REQUIRED
                || stream.getRole() == FindingRole.FINDING_ROLE_UNDECIDABLE;
    }

    private static void row(Table table, StagePreview stage, StreamPreview stream) {
        boolean isEver = Double.isFinite(stream.getLooksNeeded());
        double part = isEver ? stream.getLooksNeeded() / stage.getBakeLooks() : 1;
        String bar = Numbers.bar(part, BAR_WIDTH);
        table.row(
                stream.getSignal(),
                Names.of(stream.getPlace()),
                Names.of(stream.getArmPair()),
                isEver && part <= 1 ? bar : bar.replace(']', '>'),
                isEver ? takes(stage, stream) : "for ever",
                then(stream));
    }

    private static String takes(StagePreview stage, StreamPreview stream) {
        double looks = Math.ceil(stream.getLooksNeeded());
        return String.format(
                Locale.ROOT, "%s, %,.0f looks", Numbers.span(stage.getLookLength(), looks), looks);
    }

    private static String then(StreamPreview stream) {
        return switch (stream.getRole()) {
            case FINDING_ROLE_REQUIRED -> stream.getPromise();
            case FINDING_ROLE_UNDECIDABLE -> "undecidable";
            case FINDING_ROLE_COVERED ->
                    "covered by "
                            + stream.getCoveredByList().stream()
                                    .map(Names::of)
                                    .collect(Collectors.joining(" and "));
            case FINDING_ROLE_WATCHED, FINDING_ROLE_UNSPECIFIED, UNRECOGNIZED -> "watched only";
        };
    }

    /** What would decide the stage; streams that want the same are said together. */
    private static List<String> remedies(StagePreview stage, Detail detail) {
        var places = new LinkedHashMap<List<String>, List<String>>();
        stage.getStreamsList().stream()
                .filter(StreamPreview::hasShortfall)
                .sorted(
                        Comparator.comparingDouble(
                                        (StreamPreview it) -> it.getShortfall().getFactor())
                                .thenComparingDouble(it -> it.getShortfall().getProbesPerLook())
                                .reversed())
                .forEach(stream ->
                        places.computeIfAbsent(
                                        List.of(
                                                stream.getSignal(),
                                                Names.of(stream.getArmPair()),
                                                stream.getCoverageShort()
                                                        ? "short of traffic, "
                                                        : "",
                                                stream.getRemedy()),
                                        _ -> new ArrayList<>())
                                .add(Names.of(stream.getPlace())));
        if (places.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("  WHAT WOULD DECIDE IT");
        int shown = detail == Detail.ALL ? places.size() : Math.min(WORST_MAX, places.size());
        places.entrySet().stream()
                .limit(shown)
                .forEach(one ->
                        lines.add(remedy(one.getKey(), one.getValue(), detail == Detail.ALL)));
        if (shown < places.size()) {
            lines.add("  and " + (places.size() - shown) + " more, none worse; --all shows them");
        }
        return lines;
    }

    private static String remedy(List<String> what, List<String> places, boolean all) {
        String pair = what.get(1).isEmpty() ? "" : " " + what.get(1);
        return "  "
                + what.getFirst()
                + pair
                + " on "
                + (all ? String.join(", ", places) : some(places))
                + ": "
                + what.get(2)
                + "needs "
                + what.getLast();
    }

    private static String some(List<String> places) {
        if (places.size() <= PLACES_MAX + 1) {
            return String.join(", ", places);
        }
        return String.join(", ", places.subList(0, PLACES_MAX))
                + " and "
                + (places.size() - PLACES_MAX)
                + " more";
    }
}
