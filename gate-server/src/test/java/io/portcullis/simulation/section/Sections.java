package io.portcullis.simulation.section;

import java.util.function.Supplier;

/** Every section by name, in the order of the report. */
public enum Sections {
    FALSE_ALARMS("5.1-false-alarms", FalseAlarms::new),
    DELAYS("5.2-delays", Delays::new);

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
