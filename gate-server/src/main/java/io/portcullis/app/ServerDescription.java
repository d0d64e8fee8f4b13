package io.portcullis.app;

import java.time.Duration;
import java.util.List;

/**
 * What a server is and understands.
 *
 * @param look length of a look
 * @param keys every configuration key
 */
public record ServerDescription(
        String version,
        Duration look,
        Services services,
        Controls controls,
        Store store,
        List<SettingKey> keys) {

    public ServerDescription {
        keys = List.copyOf(keys);
    }

    /** Who keeps the store. */
    public enum Store {
        EMBEDDED,
        GIVEN
    }

    /**
     * A configuration key.
     *
     * @param fallback what stands for a left-out value; empty without
     */
    public record SettingKey(String name, String type, String fallback, String description) {}
}
