package io.portcullis.simulation.rule;

import java.util.List;

/** The rules a user would have otherwise, in the order of reports. */
@SuppressWarnings("ImmutableEnumChecker") // a start keeps nothing
public enum Peers {
    FISHER("repeated Fisher", CumulativeTest.fisher()),
    MIXTURE("mSPRT", CumulativeTest.mixture()),
    POCOCK("Pocock", CumulativeTest.pocock()),
    THRESHOLD("fixed 5 %, 3 strikes", FixedThreshold.standard()),
    KAYENTA_ANY("Kayenta, any High", KayentaJudge.anyHigh()),
    KAYENTA_SCORE("Kayenta, score < 75", KayentaJudge.score());

    private final String title;
    private final Rule.Start start;

    Peers(String title, Rule.Start start) {
        this.title = title;
        this.start = start;
    }

    public String title() {
        return title;
    }

    public Rule.Start start() {
        return start;
    }

    /** All of them, in order. */
    public static List<Rule.Start> starts() {
        return List.of(values()).stream().map(Peers::start).toList();
    }

    /** Its place among the starts. */
    public int index() {
        return List.of(values()).indexOf(this);
    }
}
