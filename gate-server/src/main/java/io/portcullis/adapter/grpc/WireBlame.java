package io.portcullis.adapter.grpc;

import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.decision.Blame;
import io.portcullis.v1.Certainty;
import org.jspecify.annotations.Nullable;

/** What makes a release bad, in the words of the wire, and back. */
final class WireBlame {

    private WireBlame() {}

    static io.portcullis.v1.Blame blame(Blame blame) {
        var wire =
                io.portcullis.v1.Blame.newBuilder()
                        .setObserved(blame.observed())
                        .setExpected(blame.expected())
                        .setEvidenceShareRatio(blame.share())
                        .setLogEvidence(blame.logValue())
                        .setLogWeight(blame.logWeight())
                        .setErrorRatio(blame.errorRatio())
                        .setCertainty(certainty(blame.certainty()))
                        .setToleranceRatio(blame.tolerance().ratio())
                        .setToleranceDifference(blame.tolerance().excess());
        Double ratio = blame.ratio();
        if (ratio != null) {
            wire.setRiskRatio(ratio);
        }
        return wire.build();
    }

    static Blame blame(io.portcullis.v1.Blame wire) {
        return new Blame(
                wire.getObserved(),
                wire.getExpected(),
                wire.hasRiskRatio() ? wire.getRiskRatio() : null,
                wire.getEvidenceShareRatio(),
                wire.getLogEvidence(),
                wire.getLogWeight(),
                certainty(wire.getCertainty()),
                wire.getErrorRatio(),
                new Margin(wire.getToleranceRatio(), wire.getToleranceDifference()));
    }

    private static Certainty certainty(
            io.portcullis.kernel.analysis.finding.@Nullable Certainty certainty) {
        return switch (certainty) {
            case SURE -> Certainty.CERTAINTY_SURE;
            case LIKELY -> Certainty.CERTAINTY_LIKELY;
            case MOST_EVIDENCE -> Certainty.CERTAINTY_MOST_EVIDENCE;
            case null -> Certainty.CERTAINTY_UNSPECIFIED;
        };
    }

    private static io.portcullis.kernel.analysis.finding.@Nullable Certainty certainty(
            Certainty wire) {
        return switch (wire) {
            case CERTAINTY_SURE -> io.portcullis.kernel.analysis.finding.Certainty.SURE;
            case CERTAINTY_LIKELY -> io.portcullis.kernel.analysis.finding.Certainty.LIKELY;
            case CERTAINTY_MOST_EVIDENCE ->
                    io.portcullis.kernel.analysis.finding.Certainty.MOST_EVIDENCE;
            case CERTAINTY_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
