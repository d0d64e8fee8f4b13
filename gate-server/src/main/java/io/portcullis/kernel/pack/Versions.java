package io.portcullis.kernel.pack;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which versions of a software export something.
 *
 * @param since the first that does; empty when all before do
 * @param until the first that no longer does; empty when all later do
 */
public record Versions(Optional<String> since, Optional<String> until) {

    public static final Versions ALL = new Versions(Optional.empty(), Optional.empty());

    private static final Pattern VERSION = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){0,3}");

    public Versions {
        since.ifPresent(Versions::require);
        until.ifPresent(Versions::require);
        if (since.isPresent() && until.isPresent() && compare(since.get(), until.get()) >= 0) {
            throw new IllegalArgumentException(
                    "since is %s and until %s; must be earlier"
                            .formatted(since.get(), until.get()));
        }
    }

    /** Whether that version is among them; without one, whether all are. */
    public boolean hold(Optional<String> version) {
        return version.map(this::hold).orElse(since.isEmpty() && until.isEmpty());
    }

    private boolean hold(String version) {
        return since.map(first -> compare(version, first) >= 0).orElse(true)
                && until.map(end -> compare(version, end) < 0).orElse(true);
    }

    /** Whether some version is among both. */
    boolean meet(Versions other) {
        return before(since, other.until) && before(other.since, until);
    }

    private static boolean before(Optional<String> since, Optional<String> until) {
        return since.isEmpty() || until.isEmpty() || compare(since.get(), until.get()) < 0;
    }

    /**
     * @throws IllegalArgumentException it is no version
     */
    public static String require(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "version is '"
                            + version
                            + "'; must be numbers with dots, such as 1.9 or 3.10.8");
        }
        return version;
    }

    /** By number: 1.10 is later than 1.9. */
    static int compare(String one, String other) {
        String[] ones = one.split("\\.");
        String[] others = other.split("\\.");
        for (int i = 0; i < Math.max(ones.length, others.length); i++) {
            int order = Integer.compare(part(ones, i), part(others, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }

    @Override
    public String toString() {
        return since.map(first -> "since " + first).orElse("")
                + (since.isPresent() && until.isPresent() ? ", " : "")
                + until.map(end -> "before " + end).orElse("");
    }
}
