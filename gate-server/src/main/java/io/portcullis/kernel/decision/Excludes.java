package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.MarginWords;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import java.util.List;

/** What a pass excludes, one sentence for each required group, named as in every reason. */
final class Excludes {

    private Excludes() {}

    static List<String> of(LookFindings findings) {
        return findings.groups().stream()
                .filter(group -> group.role() instanceof Role.Required)
                .filter(group -> group.pass().filter(PassEvidence::passes).isPresent())
                .map(Excludes::sentence)
                .toList();
    }

    private static String sentence(GroupFinding group) {
        return Wording.where(group.key())
                + ": "
                + MarginWords.promise(group.pass().orElseThrow().margin())
                + ".";
    }
}
