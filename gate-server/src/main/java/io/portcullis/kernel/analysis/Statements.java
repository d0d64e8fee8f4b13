package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.List;
import java.util.Locale;

/** Says in sentences what passing excludes and what it cannot (analysis 2.7). */
final class Statements {

    private static final double PERCENT = 100;

    private Statements() {}

    /** One sentence per required group that passes. */
    static List<String> of(List<GroupFinding> findings) {
        return findings.stream()
                .filter(it -> it.role() instanceof Role.Required)
                .filter(it -> it.pass().filter(PassEvidence::passes).isPresent())
                .map(it -> sentence(it.key(), it.pass().orElseThrow().margin()))
                .toList();
    }

    private static String sentence(GroupKey key, Margin margin) {
        return "%s: worse than %s times + %s %% is excluded; less is not."
                .formatted(key, number(margin.ratio()), number(margin.excess() * PERCENT));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
