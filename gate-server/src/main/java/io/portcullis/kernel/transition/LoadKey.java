package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.origin.Work;
import java.util.Comparator;

/** What work, and who counts it. */
record LoadKey(Work work, String source) implements Comparable<LoadKey> {

    private static final Comparator<LoadKey> ORDER =
            Comparator.comparing(LoadKey::work).thenComparing(LoadKey::source);

    @Override
    public int compareTo(LoadKey other) {
        return ORDER.compare(this, other);
    }
}
