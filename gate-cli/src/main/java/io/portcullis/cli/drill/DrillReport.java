package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.DrillResult;

/** What a drill found, for people and for programs. */
public final class DrillReport {
    private DrillReport() {}

    /** For people. */
    public static String text(DrillResult result) {
        return ReportText.of(result);
    }

    /** For programs. */
    static String json(DrillResult result) {
        return ReportJson.of(result);
    }
}
