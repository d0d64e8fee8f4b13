package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.List;

/** Says in sentences what passing excludes and what it cannot (analysis 2.7). */
public final class Statements {

    private Statements() {}

    /** One sentence per required group that passes. */
    public static List<String> of(List<GroupFinding> findings) {
        return findings.stream()
                .filter(it -> it.role() instanceof Role.Required)
                .filter(it -> it.pass().filter(PassEvidence::passes).isPresent())
                .map(it -> sentence(it.key(), it.pass().orElseThrow().margin()))
                .toList();
    }

    private static String sentence(GroupKey key, Margin margin) {
        return key + ": " + MarginWords.promise(margin) + ".";
    }
}
