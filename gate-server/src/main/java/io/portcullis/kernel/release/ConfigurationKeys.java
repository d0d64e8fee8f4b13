package io.portcullis.kernel.release;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the configuration of one region holds. Keys only, never values.
 *
 * @param digest of the configuration the keys were read from, where known
 * @param keys present keys
 */
public record ConfigurationKeys(@Nullable String digest, SortedSet<String> keys) {

    public ConfigurationKeys {
        keys.forEach(key -> Text.require("configurationKeys", key, 256));
        keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }
}
