package io.portcullis.kernel.release;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is rolled out: image, configuration and what they promise, as one thing.
 *
 * @param artifact image reference with its digest; 1 to 512 characters
 * @param version as people call it; 1 to 128 characters
 * @param configuration digest of the configuration; 1 to 256 characters
 * @param requiredKeys configuration keys without which it must not start in a region
 * @param protocols what it speaks and accepts; each name once per origin
 * @param author who made the change; at most 256 characters, empty when not told
 */
public record Release(
        String artifact,
        String version,
        String configuration,
        SortedSet<String> requiredKeys,
        List<Protocol> protocols,
        ChangeClass changeClass,
        String author) {

    public Release {
        Text.require("release.artifact", artifact, 512);
        Text.require("release.version", version, 128);
        Text.require("release.configuration", configuration, 256);
        Text.requireAtMost("release.author", author, 256);
        requiredKeys.forEach(key -> Text.require("release.requiredKeys", key, 256));
        requiredKeys = Collections.unmodifiableSortedSet(new TreeSet<>(requiredKeys));
        protocols = List.copyOf(protocols);
    }
}
