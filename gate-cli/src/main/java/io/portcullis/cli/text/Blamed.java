package io.portcullis.cli.text;

import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Blame;
import io.portcullis.v1.Counts;
import io.portcullis.v1.Finding;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import java.util.Comparator;
import java.util.List;

/**
 * One stream or aggregate with the evidence against it, from a finding or, where none are kept, from
 * the reason of an abort.
 *
 * @param since first bad look; 0 without one
 */
record Blamed(
        String signal,
        Place place,
        ArmPair pair,
        Counts canary,
        Counts old,
        Blame blame,
        long since) {

    /** Most evidence first. */
    static List<Blamed> of(GetRolloutResponse answer) {
        List<Blamed> all =
                answer.getLook().getFindingsCount() > 0
                        ? answer.getLook().getFindingsList().stream()
                                .filter(Finding::hasBlame)
                                .map(Blamed::of)
                                .toList()
                        : answer.getRollout().getDecision().getReasonsList().stream()
                                .filter(Reason::hasBlame)
                                .map(Blamed::of)
                                .toList();
        return all.stream()
                .sorted(
                        Comparator.comparingDouble(
                                        (Blamed it) -> it.blame().getEvidenceShareRatio())
                                .reversed())
                .toList();
    }

    private static Blamed of(Finding finding) {
        return new Blamed(
                finding.getSignal(),
                finding.getPlace(),
                finding.getArmPair(),
                finding.getCanary(),
                finding.getOld(),
                finding.getBlame(),
                finding.getFirstBadLook());
    }

    private static Blamed of(Reason reason) {
        return new Blamed(
                reason.getSignal(),
                reason.getPlace(),
                reason.getArmPair(),
                reason.getCanary(),
                reason.getOld(),
                reason.getBlame(),
                reason.getSinceLook());
    }

    /** Such as {@code track-acquire on us-west -> eu-central new->old}. */
    String where() {
        return where(signal, place, pair);
    }

    static String where(String signal, Place place, ArmPair pair) {
        return signal
                + (place.hasRegion() ? " in " : " on ")
                + Names.of(place)
                + (pair == ArmPair.ARM_PAIR_UNSPECIFIED ? "" : " " + Names.of(pair));
    }

    /** How surely it is named: {@code surely (0.8 %)}; empty when it is not. */
    String named() {
        String error = " (" + Numbers.percent(blame.getErrorRatio()) + ")";
        return switch (blame.getCertainty()) {
            case CERTAINTY_SURE -> "surely" + error;
            case CERTAINTY_LIKELY -> "likely" + error;
            case CERTAINTY_MOST_EVIDENCE -> "most evidence";
            case CERTAINTY_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    boolean isNamed() {
        return !named().isEmpty();
    }

    boolean isOfOneStream() {
        return !place.hasAggregate();
    }
}
