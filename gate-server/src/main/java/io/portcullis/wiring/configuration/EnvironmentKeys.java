package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.health.UntouchedPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Keys that say what is asked of the world, and when nothing may start or widen. */
final class EnvironmentKeys {

    static final Key<Duration> REOPEN_WITHIN =
            new Key<>(
                    "portcullis.environment.reopenWithin",
                    "duration",
                    "24h",
                    "A resolved fault that comes back within this reopens its incident.",
                    Parse.duration(Duration.ofMinutes(1), Duration.ofDays(30)));
    static final Key<Duration> THAW_AFTER =
            new Key<>(
                    "portcullis.environment.thawAfter",
                    "duration",
                    "2m",
                    "How long a fault must be gone until the gate's own freeze ends; at most"
                            + " reopenWithin.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(1)));
    static final Key<Duration> FORGET_AFTER =
            new Key<>(
                    "portcullis.environment.forgetAfter",
                    "duration",
                    "15m",
                    "What no source speaks of for so long is watched no more.",
                    Parse.duration(Duration.ofMinutes(1), Duration.ofDays(1)));
    static final Key<UntouchedPolicy> WHEN_UNTOUCHED_UNFIT =
            new Key<>(
                    "portcullis.environment.whenUntouchedUnfit",
                    "HOLD or GO_ON",
                    "HOLD",
                    "What a rollout does when something is unfit only in regions it does not touch.",
                    Parse.oneOf(UntouchedPolicy.class));
    static final Key<ProbeRule> SERVICE_PROBE =
            new Key<>(
                    "portcullis.services.*.probe",
                    "REQUIRED or WHEN_CONFIGURED",
                    "WHEN_CONFIGURED",
                    "Whether nothing starts without a fresh end-to-end probe of the service even if none"
                            + " is configured.",
                    Parse.oneOf(ProbeRule.class));
    static final Key<ZoneId> REGION_ZONE =
            new Key<>(
                    "portcullis.regions.*.zone",
                    "IANA zone",
                    "UTC",
                    "The region's local time, such as Europe/Berlin, by which calendar freezes go.",
                    EnvironmentKeys::zone);
    static final Key<String> FREEZE_FROM =
            new Key<>(
                    "portcullis.freezes.*.from",
                    "local time",
                    "",
                    "When it begins: FRIDAY 16:00 every week, 22:00 every day, or once"
                            + " 2026-12-20T00:00.",
                    Parse.text());
    static final Key<String> FREEZE_UNTIL =
            new Key<>(
                    "portcullis.freezes.*.until",
                    "local time",
                    "",
                    "When it ends, written as the beginning is.",
                    Parse.text());
    static final Key<ZoneId> FREEZE_ZONE =
            new Key<>(
                    "portcullis.freezes.*.zone",
                    "IANA zone",
                    "",
                    "Whose local time; left out, that of each region.",
                    EnvironmentKeys::zone);
    static final Key<List<String>> FREEZE_SERVICES =
            new Key<>(
                    "portcullis.freezes.*.services",
                    "list",
                    "",
                    "Services it stops; left out, all.",
                    Parse.listOf(Parse.text(), 100));
    static final Key<List<String>> FREEZE_REGIONS =
            new Key<>(
                    "portcullis.freezes.*.regions",
                    "list",
                    "",
                    "Regions where it stops them; left out, all.",
                    Parse.listOf(Parse.text(), 100));
    static final Key<String> FREEZE_REASON =
            new Key<>(
                    "portcullis.freezes.*.reason",
                    "text",
                    "",
                    "Why; people who are held read it.",
                    Parse.text());

    static final List<Key<?>> ALL =
            List.of(
                    REOPEN_WITHIN,
                    THAW_AFTER,
                    FORGET_AFTER,
                    WHEN_UNTOUCHED_UNFIT,
                    SERVICE_PROBE,
                    REGION_ZONE,
                    FREEZE_FROM,
                    FREEZE_UNTIL,
                    FREEZE_ZONE,
                    FREEZE_SERVICES,
                    FREEZE_REGIONS,
                    FREEZE_REASON);

    private EnvironmentKeys() {}

    /** When a service needs a fresh end-to-end probe to start. */
    enum ProbeRule {
        REQUIRED,
        WHEN_CONFIGURED
    }

    private static ZoneId zone(Object value) {
        try {
            return ZoneId.of(Parse.text().apply(value));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a zone such as Europe/Berlin", e);
        }
    }
}
