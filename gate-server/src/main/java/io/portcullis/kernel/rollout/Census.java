package io.portcullis.kernel.rollout;

import java.util.Comparator;
import java.util.List;

/**
 * Which versions run in a region, draining servers included.
 *
 * @param versions in order of version; a version without servers may be left out
 */
public record Census(Origin origin, List<VersionCount> versions) {

    public Census {
        versions = versions.stream().sorted(Comparator.comparing(VersionCount::version)).toList();
    }

    /** Whether only this version is there, and at least one server of it takes work. */
    public boolean isAlone(String version) {
        boolean others =
                versions.stream()
                        .anyMatch(count -> !count.version().equals(version) && count.servers() > 0);
        boolean present =
                versions.stream()
                        .anyMatch(count -> count.version().equals(version) && count.running() > 0);
        return present && !others;
    }

    /** Whether a person would see the same: the same versions, running and draining alike. */
    boolean looksLike(Census other) {
        return shape().equals(other.shape());
    }

    private List<String> shape() {
        return versions.stream()
                .filter(count -> count.servers() > 0)
                .map(count ->
                        count.version()
                                + (count.running() > 0 ? " running" : "")
                                + (count.draining() > 0 ? " draining" : ""))
                .toList();
    }

    /** Who counted. */
    public enum Origin {
        /** The control asked the platform. */
        CONTROL,
        /** Nobody may ask the platform; versions are those the evidence of the last looks names. */
        EVIDENCE
    }

    /**
     * Servers of one version.
     *
     * @param running taking work; at least 0
     * @param draining finishing what they have; at least 0
     */
    public record VersionCount(String version, int running, int draining) {

        public VersionCount {
            if (running < 0 || draining < 0) {
                throw new IllegalArgumentException(
                        "servers of "
                                + version
                                + " are "
                                + running
                                + " running, "
                                + draining
                                + " draining; must be >= 0");
            }
        }

        public int servers() {
            return running + draining;
        }
    }
}
