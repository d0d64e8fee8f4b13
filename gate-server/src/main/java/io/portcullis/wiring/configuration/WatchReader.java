package io.portcullis.wiring.configuration;

import io.portcullis.adapter.prometheus.AlertWatch;
import io.portcullis.adapter.prometheus.LabelMatchers;
import io.portcullis.adapter.statuspage.StatusPage;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads {@code portcullis.environment.alerts} and {@code providers}. */
final class WatchReader {

    private static final int ENTRIES_MAX = 100;
    private static final Duration ALERT_FRESH_FOR = Duration.ofMinutes(5);
    private static final int POLLS_FRESH = 3;

    /** The user's rule has a delay of its own. */
    private static final int ALERT_ENTER_AFTER = 1;

    private static final int LEAVE_AFTER = 3;

    private final ConfigurationTree tree;
    private final KnownNames names;
    private final SortedSet<Region> withMetrics;

    /**
     * @param withMetrics regions that have a metric store
     */
    WatchReader(ConfigurationTree tree, KnownNames names, SortedSet<Region> withMetrics) {
        this.tree = tree;
        this.names = names;
        this.withMetrics = withMetrics;
    }

    WatchConfiguration watches() {
        return new WatchConfiguration(
                entries(WatchKeys.ALERTS, this::alert), entries(WatchKeys.PROVIDERS, this::page));
    }

    private <T> List<T> entries(String path, Function<String, T> read) {
        var entries = new ArrayList<T>();
        for (String index : tree.namesUnder(path)) {
            try {
                entries.add(read.apply(index));
            } catch (IllegalArgumentException e) {
                tree.errors().add(path + "[" + index + "]: " + e.getMessage());
            }
        }
        if (entries.size() > ENTRIES_MAX) {
            tree.errors().add(path + " has more than " + ENTRIES_MAX + " entries");
        }
        return entries;
    }

    private AlertWatch alert(String index) {
        SortedSet<Region> listed = names.regions(tree.find(WatchKeys.ALERT_REGIONS, index));
        for (Region region : listed) {
            if (!withMetrics.contains(region)) {
                throw new IllegalArgumentException(
                        "regions has %s; must be of those with prometheus, %s"
                                .formatted(region, withMetrics));
            }
        }
        if (withMetrics.isEmpty()) {
            throw new IllegalArgumentException("no region has prometheus; give one");
        }
        return new AlertWatch(
                given(WatchKeys.ALERT_NAME, index),
                new LabelMatchers(given(WatchKeys.ALERT_SELECTOR, index)),
                listed.isEmpty() ? withMetrics : listed,
                names.services(tree.find(WatchKeys.ALERT_SERVICES, index)),
                new Rule(
                        tree.get(WatchKeys.ALERT_EFFECT, index),
                        ALERT_ENTER_AFTER,
                        LEAVE_AFTER,
                        ALERT_FRESH_FOR,
                        1,
                        tree.get(WatchKeys.ALERT_GONE_FOR, index)));
    }

    private StatusPage page(String index) {
        Duration every = tree.get(WatchKeys.PROVIDER_EVERY, index);
        return new StatusPage(
                given(WatchKeys.PROVIDER_NAME, index),
                given(WatchKeys.PROVIDER_URL, index),
                new TreeSet<>(given(WatchKeys.PROVIDER_COMPONENTS, index)),
                tree.get(WatchKeys.PROVIDER_UNFIT_FROM, index),
                every,
                names.regions(tree.find(WatchKeys.PROVIDER_REGIONS, index)),
                names.services(tree.find(WatchKeys.PROVIDER_SERVICES, index)),
                new Rule(
                        tree.get(WatchKeys.PROVIDER_EFFECT, index),
                        1,
                        LEAVE_AFTER,
                        every.multipliedBy(POLLS_FRESH),
                        1,
                        tree.get(WatchKeys.PROVIDER_GONE_FOR, index)));
    }

    private <T> T given(Key<T> key, String index) {
        T value = tree.find(key, index);
        if (value == null) {
            throw new IllegalArgumentException(
                    key.segments().getLast() + " is missing; must be given");
        }
        return value;
    }
}
