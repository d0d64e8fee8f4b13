package io.portcullis.app.replay;

import io.portcullis.kernel.analysis.history.ChanceLimits;
import io.portcullis.kernel.analysis.history.LastingDifference;
import io.portcullis.kernel.analysis.history.LevelDispersion;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gate would have said.
 *
 * @param healthy null when nothing healthy was played
 * @param notes what people should know of how far it can be trusted
 */
public record ReplayReport(@Nullable Healthy healthy, List<Bad> bad, List<String> notes) {

    public ReplayReport {
        bad = List.copyOf(bad);
        notes = List.copyOf(notes);
    }

    /**
     * While nothing was wrong.
     *
     * @param intervals rollouts played
     * @param intervalsApart how many fit into the time without sharing a look
     * @param looksEach most looks of one
     * @param evidence largest evidence of each against its release, as log W
     * @param logThreshold log(1/alpha_R)
     */
    public record Healthy(
            Instant from,
            Instant to,
            int intervals,
            int intervalsApart,
            int looksEach,
            Ends ends,
            Evidence evidence,
            double logThreshold,
            List<LevelDispersion> levels,
            List<SignalAdvice> signals) {

        public Healthy {
            levels = List.copyOf(levels);
            signals = List.copyOf(signals);
        }
    }

    /**
     * How rollouts of nothing new ended.
     *
     * @param aborted false alarms
     * @param limits of the chance of one, at 95 %
     * @param promisedRatio chance of one that the gate promises to keep below
     * @param alarms the first of them
     * @param heldFor why those that neither passed nor aborted were held at their end
     */
    public record Ends(
            int aborted,
            int passed,
            int held,
            ChanceLimits limits,
            double promisedRatio,
            List<Alarm> alarms,
            List<HeldFor> heldFor) {

        public Ends {
            alarms = List.copyOf(alarms);
            heldFor = List.copyOf(heldFor);
        }
    }

    /** One false alarm. */
    public record Alarm(Instant start, Decision decision) {}

    /** A reason to wait, how many were held by it, and one of its texts. */
    public record HeldFor(ReasonType type, int intervals, String example) {}

    /** Quantiles of the largest log W of each rollout. */
    public record Evidence(double median, double p99, double max) {}

    /**
     * What history says of one signal's tolerance.
     *
     * @param tolerance what the gate uses
     */
    public record SignalAdvice(LastingDifference difference, double tolerance) {}

    /**
     * A bad deployment.
     *
     * @param decision ABORT, or the last one of the interval
     * @param after from its beginning to the ABORT; null without one
     * @param logEvidenceMax largest log W
     * @param canaryExposure attempts of the new version
     * @param unknown exposure of neither version, by region
     * @param gaps what could not be read, each kind once
     */
    public record Bad(
            ReplayRequest.Bad asked,
            Decision decision,
            @Nullable Duration after,
            int looks,
            int looksBefore,
            double logEvidenceMax,
            double logThreshold,
            double canaryExposure,
            Map<Region, Double> unknown,
            List<Gap> gaps) {

        public Bad {
            unknown = Map.copyOf(unknown);
            gaps = List.copyOf(gaps);
        }

        /** How much earlier than people it would have spoken; negative when later. */
        public @Nullable Duration earlier() {
            Instant noticed = asked.noticed();
            return after == null || noticed == null
                    ? null
                    : Duration.between(asked.from().plus(after), noticed);
        }
    }
}
