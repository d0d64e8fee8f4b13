package io.portcullis.kernel.evidence.origin;

/**
 * What runs on a server, as far as it says. Two identities are compared only in the parts that both
 * know: a metric label knows the version alone, a relay node also its digests.
 *
 * @param version as people call it; empty when unknown; at most 512 characters, as every part
 * @param artifact image digest or reference; empty when unknown
 * @param configuration digest of the configuration; empty when unknown
 */
public record ReleaseIdentity(String version, String artifact, String configuration) {

    /** Most characters of a part. */
    public static final int LENGTH_MAX = 512;

    public ReleaseIdentity {
        requireLength("version", version);
        requireLength("artifact", artifact);
        requireLength("configuration", configuration);
    }

    public static ReleaseIdentity ofVersion(String version) {
        return new ReleaseIdentity(version, "", "");
    }

    /** How many parts are known to both and the same; -1 when one part is known to differ. */
    int agreement(ReleaseIdentity other) {
        int version = part(this.version, other.version);
        int artifact = part(this.artifact, other.artifact);
        int configuration = part(this.configuration, other.configuration);
        boolean differs = version < 0 || artifact < 0 || configuration < 0;
        return differs ? -1 : version + artifact + configuration;
    }

    private static int part(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        return one.equals(other) ? 1 : -1;
    }

    private static void requireLength(String name, String value) {
        if (value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    name + " has " + value.length() + " characters; must have at most 512");
        }
    }
}
