package io.portcullis.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.portcullis.kernel.release.ConfigurationKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads which keys a ConfigMap has, and a digest of the whole; values are neither kept nor shown. The
 * keys of an entry that is a YAML or JSON file count too, joined by full stops: {@code
 * rpc.relay.version}.
 */
final class ConfigMapReader {

    private static final int KEYS_MAX = 5_000;
    private static final int KEY_LENGTH_MAX = 200;
    private static final int DEPTH_MAX = 20;

    /** JSON is YAML, so one reader does for both. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private ConfigMapReader() {}

    static ConfigurationKeys keys(ConfigMap configMap) {
        var keys = new TreeSet<String>();
        data(configMap)
                .forEach((name, value) -> {
                    add(keys, name);
                    if (name.matches(".*\\.(ya?ml|json)")) {
                        addFile(keys, value);
                    }
                });
        return new ConfigurationKeys(digest(configMap), keys);
    }

    /** Of every entry's name and value, in order of the names, each preceded by its length. */
    static String digest(ConfigMap configMap) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            data(configMap).forEach((name, value) -> update(sha256, "text", name, value));
            binaryData(configMap).forEach((name, value) -> update(sha256, "bytes", name, value));
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String... parts) {
        for (String part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }

    private static void addFile(Set<String> keys, String text) {
        try {
            var tree = YAML.readTree(text);
            if (tree != null) {
                addTree(keys, "", tree, 0);
            }
        } catch (JsonProcessingException _) {
            // What cannot be read has no keys; the entry's own name stays.
        }
    }

    private static void addTree(Set<String> keys, String prefix, JsonNode tree, int depth) {
        if (depth == DEPTH_MAX) {
            return;
        }
        tree.properties()
                .forEach(field -> {
                    add(keys, prefix + field.getKey());
                    var inner = prefix + field.getKey() + ".";
                    addTree(keys, inner, field.getValue(), depth + 1);
                });
    }

    private static void add(Set<String> keys, String key) {
        if (keys.size() < KEYS_MAX && !key.isBlank() && key.length() <= KEY_LENGTH_MAX) {
            keys.add(key);
        }
    }

    private static Map<String, String> data(ConfigMap configMap) {
        return configMap.getData() == null ? Map.of() : new TreeMap<>(configMap.getData());
    }

    private static Map<String, String> binaryData(ConfigMap configMap) {
        return configMap.getBinaryData() == null
                ? Map.of()
                : new TreeMap<>(configMap.getBinaryData());
    }
}
