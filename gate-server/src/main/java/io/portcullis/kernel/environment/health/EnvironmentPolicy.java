package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.freeze.CalendarFreeze;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked of the world.
 *
 * @param whenUntouchedUnfit for regions the rollout does not touch; HOLD by default
 * @param probesRequired services that need a fresh end-to-end probe to start
 * @param calendar freezes by calendar
 * @param zones of every region
 */
public record EnvironmentPolicy(
        EnvironmentLimits limits,
        UntouchedPolicy whenUntouchedUnfit,
        SortedSet<ServiceName> probesRequired,
        List<CalendarFreeze> calendar,
        Map<Region, ZoneId> zones) {

    public static final EnvironmentPolicy DEFAULT =
            new EnvironmentPolicy(
                    EnvironmentLimits.DEFAULT,
                    UntouchedPolicy.HOLD,
                    new TreeSet<>(),
                    List.of(),
                    Map.of());

    public EnvironmentPolicy {
        probesRequired = Collections.unmodifiableSortedSet(new TreeSet<>(probesRequired));
        calendar = List.copyOf(calendar);
        zones = Map.copyOf(zones);
    }
}
