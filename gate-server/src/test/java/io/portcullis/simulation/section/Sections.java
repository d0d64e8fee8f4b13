package io.portcullis.simulation.section;

import java.util.function.Supplier;

/** Every section by name, in the order of the report. */
@SuppressWarnings("ImmutableEnumChecker") // a supplier of new sections keeps nothing
public enum Sections {
    FALSE_ALARMS("5.1-false-alarms", FalseAlarms::ofDefault),
    MORE_FALSE_ALARMS("5.1-more-false-alarms", FalseAlarms::ofMore),
    PEERS_FALSE_ALARMS("5.1-other-rules", PeersFalseAlarms::new),
    ABLATIONS("5.1-ablations", Ablations::new),
    DELAYS("5.2-delays", Delays::new),
    SLOW_RELEASES("5.3-latency", SlowReleases::new),
    GROWING_GAUGES("5.3-gauge", GrowingGauges::new),
    HISTORY_BASELINES("5.3-history-baseline", HistoryBaselines::new),
    EARLIER_DAYS("5.3-earlier-days", EarlierDays::new),
    ONSETS("5.4-late-onset", Onsets::new),
    HEALTHY_STAGES("5.5-healthy-stages", HealthyStages::new),
    MARGINS("5.5-margins", Margins::new),
    ATTRIBUTIONS("5.6-attribution", Attributions::new),
    RECOVERIES("5.7-recovery", Recoveries::new),
    LAST_HOURS("5.7-no-old-arm", LastHours::new),
    FIRST_BAD_LOOKS("5.8-first-bad-look", FirstBadLooks::new);

    private final String title;
    private final Supplier<Section> section;

    Sections(String title, Supplier<Section> section) {
        this.title = title;
        this.section = section;
    }

    /** Name of the section and of its report. */
    public String title() {
        return title;
    }

    /** The file of its report. */
    public String file() {
        return title + ".txt";
    }

    public Section section() {
        return section.get();
    }
}
