package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Arm;

/** What is known of the server at one end of a count. */
public sealed interface Origin {

    Origin UNKNOWN = new Unknown();

    static Origin ofVersion(String version) {
        return version.isEmpty() ? UNKNOWN : new OfRelease(ReleaseIdentity.ofVersion(version));
    }

    /** The server said what it runs; which arm that is depends on the rollout that reads it. */
    record OfRelease(ReleaseIdentity identity) implements Origin {}

    /** The arm itself was given, by a label, an attribute or a look at the cluster. */
    record OfArm(Arm arm) implements Origin {}

    /** Only the pod is known: its arm is looked up in the region's cluster. */
    record OfPod(String pod) implements Origin {}

    /** Nothing is known: shown, never judged. */
    record Unknown() implements Origin {}
}
