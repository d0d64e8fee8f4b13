package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.freeze.CalendarFreeze;
import io.portcullis.kernel.environment.freeze.Window;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.wiring.configuration.EnvironmentKeys.ProbeRule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is asked of the world: {@code portcullis.environment}, {@code portcullis.freezes}. */
final class EnvironmentReader {

    private static final String FREEZES = "portcullis.freezes";
    private static final int FREEZES_MAX = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern WEEKLY =
            Pattern.compile(
                    "(MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY) (\\d\\d:\\d\\d)");
    private static final Pattern DAILY = Pattern.compile("\\d\\d:\\d\\d");

    private final ConfigurationTree tree;
    private final KnownNames names;

    EnvironmentReader(ConfigurationTree tree, KnownNames names) {
        this.tree = tree;
        this.names = names;
    }

    EnvironmentPolicy policy() {
        try {
            return new EnvironmentPolicy(
                    new EnvironmentLimits(
                            tree.get(EnvironmentKeys.REOPEN_WITHIN),
                            tree.get(EnvironmentKeys.THAW_AFTER),
                            tree.get(EnvironmentKeys.FORGET_AFTER)),
                    tree.get(EnvironmentKeys.WHEN_UNTOUCHED_UNFIT),
                    probesRequired(),
                    freezes(),
                    zones());
        } catch (IllegalArgumentException e) {
            tree.errors().add("portcullis.environment: " + e.getMessage());
            return EnvironmentPolicy.DEFAULT;
        }
    }

    private SortedSet<ServiceName> probesRequired() {
        var required = new TreeSet<ServiceName>();
        for (ServiceName service : names.services()) {
            if (tree.get(EnvironmentKeys.SERVICE_PROBE, service) == ProbeRule.REQUIRED) {
                required.add(service);
            }
        }
        return required;
    }

    private Map<Region, ZoneId> zones() {
        var zones = new TreeMap<Region, ZoneId>();
        for (Region region : names.regions()) {
            zones.put(region, tree.get(EnvironmentKeys.REGION_ZONE, region));
        }
        return zones;
    }

    private List<CalendarFreeze> freezes() {
        var freezes = new ArrayList<CalendarFreeze>();
        for (String name : tree.namesUnder(FREEZES)) {
            try {
                freezes.add(freeze(name));
            } catch (IllegalArgumentException e) {
                tree.errors().add(FREEZES + "." + name + ": " + e.getMessage());
            }
        }
        if (freezes.size() > FREEZES_MAX) {
            tree.errors().add(FREEZES + " has more than " + FREEZES_MAX + " entries");
        }
        return freezes;
    }

    private CalendarFreeze freeze(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be lower-case letters, digits and inner hyphens, at most 63");
        }
        String from = tree.find(EnvironmentKeys.FREEZE_FROM, name);
        String until = tree.find(EnvironmentKeys.FREEZE_UNTIL, name);
        String reason = tree.find(EnvironmentKeys.FREEZE_REASON, name);
        if (from == null || until == null || reason == null) {
            throw new IllegalArgumentException("needs from, until and reason");
        }
        return new CalendarFreeze(
                name,
                names.services(tree.find(EnvironmentKeys.FREEZE_SERVICES, name)),
                names.regions(tree.find(EnvironmentKeys.FREEZE_REGIONS, name)),
                window(from, until),
                tree.find(EnvironmentKeys.FREEZE_ZONE, name),
                reason);
    }

    private static Window window(String from, String until) {
        Matcher begin = WEEKLY.matcher(from);
        Matcher end = WEEKLY.matcher(until);
        try {
            if (begin.matches() && end.matches()) {
                return new Window.Weekly(
                        DayOfWeek.valueOf(begin.group(1)),
                        LocalTime.parse(begin.group(2)),
                        DayOfWeek.valueOf(end.group(1)),
                        LocalTime.parse(end.group(2)));
            }
            if (DAILY.matcher(from).matches() && DAILY.matcher(until).matches()) {
                return new Window.Daily(LocalTime.parse(from), LocalTime.parse(until));
            }
            return new Window.Dated(LocalDateTime.parse(from), LocalDateTime.parse(until));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "from is '%s' and until '%s'; both must be as FRIDAY 16:00, as 22:00, or as"
                                    .formatted(from, until)
                            + " 2026-12-20T00:00",
                    e);
        }
    }
}
