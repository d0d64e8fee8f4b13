package io.portcullis.port.control;

import java.time.Duration;
import java.util.List;

/** Which versions run in a region, or why that is not known yet. */
public sealed interface CensusAnswer {

    /**
     * The versions that run, each once, in order of their names; empty when nothing runs.
     *
     * @param versions at most 100
     */
    record Counted(List<VersionCount> versions) implements CensusAnswer {

        private static final int VERSIONS_MAX = 100;

        public Counted {
            versions = versions.stream().sorted().toList();
            long names = versions.stream().map(VersionCount::version).distinct().count();
            if (names != versions.size()) {
                throw new IllegalArgumentException("versions names a version twice: " + versions);
            }
            if (names > VERSIONS_MAX) {
                throw new IllegalArgumentException(
                        "versions has " + names + " entries; must have at most " + VERSIONS_MAX);
            }
        }

        /**
         * Whether this version runs and no pod of any other is left, draining ones included. Nothing
         * running at all is not "alone".
         */
        public boolean isAlone(String version) {
            return versions.size() == 1
                    && versions.getFirst().version().equals(version)
                    && versions.getFirst().running() > 0;
        }
    }

    /**
     * Counting takes a while.
     *
     * @param retryAfter how long to wait before giving the same order again; positive
     */
    record Running(Duration retryAfter) implements CensusAnswer {
        public Running {
            Rules.requirePositive("retryAfter", retryAfter);
        }
    }

    /**
     * The workload's system refuses to count.
     *
     * @param message for people: what was refused and what to do; 1 to 1000 characters
     */
    record Refused(String message) implements CensusAnswer {
        public Refused {
            Rules.requireText("message", message, Rules.MESSAGE_LENGTH_MAX);
        }
    }
}
