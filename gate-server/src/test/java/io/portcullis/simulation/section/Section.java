package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Target;
import java.util.List;
import java.util.stream.Collectors;

/** One section of analysis 5: scenarios, run with seeds, and what came out. */
public interface Section {

    /** Plays every scenario. */
    Outcome run(Runs runs);

    /**
     * What came out.
     *
     * @param text heading and tables
     * @param targets of analysis section 6 that were measured
     */
    record Outcome(String text, List<Target> targets) {

        /** The report of the section, as committed. */
        public String report() {
            String lines =
                    targets.stream().map(target -> target + "\n").collect(Collectors.joining());
            return text + (targets.isEmpty() ? "" : "\n" + lines);
        }
    }
}
