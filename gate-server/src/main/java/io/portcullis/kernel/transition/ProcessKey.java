package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Region;
import java.util.Comparator;

/** A name under which processes run one after the other. */
record ProcessKey(Region region, String process) implements Comparable<ProcessKey> {

    private static final Comparator<ProcessKey> ORDER =
            Comparator.comparing(ProcessKey::region).thenComparing(ProcessKey::process);

    @Override
    public int compareTo(ProcessKey other) {
        return ORDER.compare(this, other);
    }
}
