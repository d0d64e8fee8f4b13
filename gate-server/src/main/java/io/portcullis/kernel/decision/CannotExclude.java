package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a pass leaves open, said once for all streams of which it holds alike. */
final class CannotExclude {

    private CannotExclude() {}

    static List<String> of(LookFindings findings) {
        var places = new LinkedHashMap<String, List<GroupKey>>();
        for (GroupFinding group : findings.groups()) {
            var open = open(group);
            if (!open.isEmpty()) {
                places.computeIfAbsent(kind(group.key()) + open, _ -> new ArrayList<>())
                        .add(group.key());
            }
        }
        return Stream.concat(
                        places.entrySet().stream().map(CannotExclude::line),
                        SharedHarm.cannotExclude(findings.attribution()).stream())
                .toList();
    }

    private static String open(GroupFinding group) {
        return switch (group.role()) {
            case Role.Required() ->
                    group.pass()
                            .map(pass -> ": anything up to " + Wording.margin(pass.margin()))
                            .orElse("");
            case Role.Covered _ -> ": harm to one alone, which only its sum was judged for";
            case Role.Watched(), Role.Undecidable _ -> "";
        };
    }

    private static String kind(GroupKey key) {
        var level =
                switch (key.level()) {
                    case REGION -> "single regions";
                    case LINK -> "single links";
                    case SOURCE -> "links of one source";
                    case DESTINATION -> "links of one destination";
                    case ALL_REGIONS -> "all regions together";
                    case ALL_LINKS -> "all links together";
                };
        return key.signal() + " on " + level + key.pair().map(Wording::pair).orElse("");
    }

    private static String line(Map.Entry<String, List<GroupKey>> entry) {
        int count = entry.getValue().size();
        var only = entry.getValue().getFirst();
        if (count > 1 || !isBase(only)) {
            return entry.getKey() + (count > 1 ? " (" + count + " of them)" : "");
        }
        return Wording.where(only) + entry.getKey().substring(kind(only).length());
    }

    private static boolean isBase(GroupKey key) {
        return key.level() == Level.REGION || key.level() == Level.LINK;
    }
}
