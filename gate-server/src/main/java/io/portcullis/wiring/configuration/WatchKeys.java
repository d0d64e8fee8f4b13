package io.portcullis.wiring.configuration;

import io.portcullis.adapter.statuspage.ComponentStatus;
import io.portcullis.kernel.environment.Rule.Effect;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Keys of what others say of the environment: the user's own alerts, and providers' status pages. */
final class WatchKeys {

    static final String ALERTS = "portcullis.environment.alerts";
    static final String PROVIDERS = "portcullis.environment.providers";
    private static final String ALERT = ALERTS + "[].";
    private static final String PROVIDER = PROVIDERS + "[].";
    private static final int LIST_MAX = 100;

    static final Key<String> ALERT_NAME =
            new Key<>(ALERT + "name", "name", "", "Name of these alerts together.", Parse.text());
    static final Key<String> ALERT_SELECTOR =
            new Key<>(
                    ALERT + "selector",
                    "matchers",
                    "",
                    "Which alerts, by their labels.",
                    Parse.text());
    static final Key<List<String>> ALERT_REGIONS =
            new Key<>(
                    ALERT + "regions",
                    "list of regions",
                    "",
                    "Regions whose metric stores are asked; by default all that have one.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> ALERT_SERVICES =
            new Key<>(
                    ALERT + "services",
                    "list of services",
                    "",
                    "Services they speak for; by default all.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<Effect> ALERT_EFFECT =
            new Key<>(
                    ALERT + "effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "NO_START",
                    "What follows for rollouts when one fires.",
                    Parse.oneOf(Effect.class));
    static final Key<Duration> ALERT_GONE_FOR =
            new Key<>(
                    ALERT + "goneFor",
                    "duration",
                    "10m",
                    "How long it must not fire until its incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final Key<String> PROVIDER_NAME =
            new Key<>(PROVIDER + "name", "name", "", "Name of the provider.", Parse.text());
    static final Key<URI> PROVIDER_URL =
            new Key<>(
                    PROVIDER + "url",
                    "URL",
                    "",
                    "Summary feed of its status page, usually /api/v2/summary.json.",
                    Parse.url());
    static final Key<List<String>> PROVIDER_COMPONENTS =
            new Key<>(
                    PROVIDER + "components",
                    "list",
                    "",
                    "Names of the components that matter, as on the page.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<ComponentStatus> PROVIDER_UNFIT_FROM =
            new Key<>(
                    PROVIDER + "unfitFrom",
                    "UNDER_MAINTENANCE, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE or MAJOR_OUTAGE",
                    "PARTIAL_OUTAGE",
                    "The least bad status that is unfit.",
                    Parse.oneOf(ComponentStatus.class));
    static final Key<Duration> PROVIDER_EVERY =
            new Key<>(
                    PROVIDER + "every",
                    "duration",
                    "1m",
                    "How often the page is asked.",
                    Parse.duration(Duration.ofSeconds(10), Duration.ofHours(1)));
    static final Key<List<String>> PROVIDER_REGIONS =
            new Key<>(
                    PROVIDER + "regions",
                    "list of regions",
                    "",
                    "Regions that depend on it; by default none in particular.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> PROVIDER_SERVICES =
            new Key<>(
                    PROVIDER + "services",
                    "list of services",
                    "",
                    "Services that depend on it; by default all.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<Effect> PROVIDER_EFFECT =
            new Key<>(
                    PROVIDER + "effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "HOLD",
                    "What follows for rollouts when a component is unfit.",
                    Parse.oneOf(Effect.class));
    static final Key<Duration> PROVIDER_GONE_FOR =
            new Key<>(
                    PROVIDER + "goneFor",
                    "duration",
                    "10m",
                    "How long a component must be fit until its incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final List<Key<?>> ALL =
            List.of(
                    ALERT_NAME,
                    ALERT_SELECTOR,
                    ALERT_REGIONS,
                    ALERT_SERVICES,
                    ALERT_EFFECT,
                    ALERT_GONE_FOR,
                    PROVIDER_NAME,
                    PROVIDER_URL,
                    PROVIDER_COMPONENTS,
                    PROVIDER_UNFIT_FROM,
                    PROVIDER_EVERY,
                    PROVIDER_REGIONS,
                    PROVIDER_SERVICES,
                    PROVIDER_EFFECT,
                    PROVIDER_GONE_FOR);

    private WatchKeys() {}
}
