package io.portcullis.adapter.pack;

import io.portcullis.kernel.pack.Pack;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The packs that come with the server: one file each, read once. */
public final class PackFiles {

    private static final List<String> NAMES =
            List.of(
                    "envoy",
                    "grpc",
                    "ingress-nginx",
                    "istio",
                    "kube-state-metrics",
                    "livekit",
                    "livepeer",
                    "nginx",
                    "postgresql",
                    "rabbitmq",
                    "redis");

    private static final SortedMap<String, Pack> PACKS = readAll();

    private PackFiles() {}

    /** By name. */
    public static SortedMap<String, Pack> packs() {
        return PACKS;
    }

    /**
     * A pack from a file of one's own.
     *
     * @param file its name, for what is said of it
     * @throws PackInvalid it cannot be used
     */
    public static Pack read(String file, Reader text) {
        return PackReader.read(file, text);
    }

    private static SortedMap<String, Pack> readAll() {
        var packs = new TreeMap<String, Pack>();
        for (String name : NAMES) {
            var pack = ofServer(name);
            if (!pack.name().equals(name)) {
                throw new PackInvalid(name + ".yml:1: name is '" + pack.name() + "'");
            }
            packs.put(name, pack);
        }
        return Collections.unmodifiableSortedMap(packs);
    }

    private static Pack ofServer(String name) {
        String file = name + ".yml";
        try (InputStream bytes = PackFiles.class.getResourceAsStream("/packs/" + file)) {
            if (bytes == null) {
                throw new PackInvalid(file + ": is missing");
            }
            return read(file, new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PackInvalid(file + ": cannot be read", e);
        }
    }
}
