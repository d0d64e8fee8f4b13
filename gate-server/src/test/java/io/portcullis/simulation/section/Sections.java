package io.portcullis.simulation.section;

import java.util.function.Supplier;

/** Every section by name, in the order of the report. */
public enum Sections {
    FALSE_ALARMS("5.1-false-alarms", FalseAlarms::new),
    DELAYS("5.2-delays", Delays::new),
    ONSETS("5.4-late-onset", Onsets::new),
    HEALTHY_STAGES("5.5-healthy-stages", HealthyStages::new),
    MARGINS("5.5-margins", Margins::new);

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
