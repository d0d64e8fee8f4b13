package io.portcullis.cli.packs;

import io.portcullis.cli.text.Rungs;
import io.portcullis.v1.Pack;
import io.portcullis.v1.PackHealthRule;
import io.portcullis.v1.PackSeries;
import io.portcullis.v1.PackSignal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A pack as people read it. */
final class PackText {

    private static final int WIDTH = 100;

    private final List<String> lines = new ArrayList<>();

    private PackText() {}

    static List<String> lines(Pack pack) {
        var text = new PackText();
        text.head(pack);
        pack.getSignalsList().forEach(text::signal);
        if (pack.getHealthRulesCount() > 0) {
            text.lines.add("");
            text.lines.add("Unfit for those that depend on it");
            text.field("alive", pack.getAlive());
            pack.getHealthRulesList().forEach(text::rule);
        }
        return text.lines;
    }

    private void head(Pack pack) {
        lines.add(pack.getPack() + ": " + pack.getTitle());
        wrapped("", pack.getAbout());
        pack.getScrapesList()
                .forEach(scrape -> field("scrape", scrape.getEndpoint() + ", " + scrape.getWhat()));
        field("versions", String.join(", ", pack.getVersionsList()));
        field("arms", pack.getArms());
        pack.getCannotTellList().forEach(text -> field("cannot tell", text));
        field("names", pack.getOrigin());
    }

    private void signal(PackSignal signal) {
        lines.add("");
        lines.add(
                "%s  %s%s%s  %s%s"
                        .formatted(
                                signal.getSignal(),
                                signal.getKind(),
                                signal.getOnLinks() ? " on links" : "",
                                signal.getSettingsOrDefault("worse", "HIGH").equals("LOW")
                                        ? ", low is worse"
                                        : ", high is worse",
                                Rungs.of(signal.getRung()),
                                versions(signal.getSince(), signal.getUntil())));
        wrapped("  ", signal.getTells());
        signal.getSeriesList().forEach(this::series);
        signal.getSettingsMap().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> field(entry.getKey(), entry.getValue()));
        field("cannot tell", signal.getCannotTell());
        field("needs", signal.getNeeds());
    }

    private void series(PackSeries series) {
        // A selector is copied, so it is never broken.
        lines.add(
                "  %-12s %s  (%s%s)"
                        .formatted(
                                series.getPart(),
                                series.getSelector(),
                                series.getType().toLowerCase(Locale.ROOT),
                                series.getLazy() ? ", appears with the first event" : ""));
    }

    private void rule(PackHealthRule rule) {
        lines.add("");
        lines.add(
                "%s  %s  %s%s"
                        .formatted(
                                rule.getRule(),
                                rule.getKind(),
                                rule.getEffect(),
                                versions(rule.getSince(), rule.getUntil())));
        wrapped("  ", rule.getTells());
        lines.add("  %-12s %s".formatted("series", rule.getSeries()));
        if (!rule.getOf().isEmpty()) {
            lines.add("  %-12s %s".formatted("divided by", rule.getOf()));
        }
        field("unfit", limits(rule));
        field(
                "when gone",
                rule.getLazy()
                        ? "fit while its server lives: it appears with the first event"
                        : rule.getAbsent().equals("UNFIT") ? "unfit" : "unknown, never fit");
        field("needs", rule.getNeeds());
    }

    private static String limits(PackHealthRule rule) {
        String side = rule.getUnfitAbove() ? "above " : "below ";
        String reading =
                switch (rule.getReading()) {
                    case "PER_SECOND" -> " each second";
                    case "SHARE_OF_BEFORE" -> " of the most in the hour before";
                    default -> "";
                };
        return "%s%s%s, fit again at %s; %s"
                .formatted(
                        side,
                        number(rule.getUnfitLimit()),
                        reading,
                        number(rule.getFitLimit()),
                        rule.getOver().equals("REGION")
                                ? "all of a region together"
                                : "the worst server decides");
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String versions(String since, String until) {
        return (since.isEmpty() ? "" : "  since " + since)
                + (until.isEmpty() ? "" : "  before " + until);
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            wrapped("  %-12s ".formatted(name), value);
        }
    }

    /** The first line after the head, further ones below it. */
    private void wrapped(String head, String text) {
        var line = new StringBuilder(head);
        for (String word : text.split(" ", -1)) {
            if (line.length() > head.length() && line.length() + word.length() >= WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(head.length()));
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }
}
