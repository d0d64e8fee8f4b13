package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.analysis.finding.TouchedFinding;
import io.portcullis.kernel.analysis.finding.UnhealthyPlace;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Touched places that are as usual; a test spoils what it is about. */
final class AttributionFixture {

    static final SignalName REQUESTS = new SignalName("requests");
    static final Region UNTOUCHED = new Region("eu-west");

    private Comparison comparison = Comparison.UNTOUCHED;
    private boolean fails;
    private boolean nothingUntouched;
    private boolean preExisting;
    private boolean untouchedUnhealthy;

    AttributionFixture against(Comparison other) {
        comparison = other;
        return this;
    }

    AttributionFixture nothingUntouched() {
        nothingUntouched = true;
        return against(Comparison.EARLIER_DAYS);
    }

    AttributionFixture failing() {
        fails = true;
        return this;
    }

    AttributionFixture preExisting() {
        preExisting = true;
        return this;
    }

    AttributionFixture untouchedUnhealthy() {
        untouchedUnhealthy = true;
        return this;
    }

    Attribution build() {
        var finding =
                new TouchedFinding(
                        REQUESTS,
                        Optional.of(FindingsFixture.WEST),
                        comparison,
                        comparison == Comparison.EARLIER_DAYS ? 5 : 0,
                        new Counts(50_000, 450),
                        90,
                        new Counts(150_000, 310),
                        300,
                        1.6,
                        0.25,
                        fails ? 9 : 0,
                        0.75,
                        fails ? OptionalInt.of(14) : OptionalInt.empty(),
                        preExisting,
                        true);
        return new Attribution(
                fails ? 8 : 0,
                Math.log(500),
                new TreeSet<>(Set.of(FindingsFixture.WEST)),
                nothingUntouched ? new TreeSet<>() : new TreeSet<>(Set.of(UNTOUCHED)),
                List.of(finding),
                untouchedUnhealthy
                        ? List.of(
                                new UnhealthyPlace(
                                        new StreamKey(REQUESTS, UNTOUCHED, Optional.empty()),
                                        new Counts(9000, 900),
                                        0.05))
                        : List.of());
    }
}
