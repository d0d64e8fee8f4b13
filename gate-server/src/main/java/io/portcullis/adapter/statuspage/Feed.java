package io.portcullis.adapter.statuspage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The common summary feed, {@code /api/v2/summary.json}, read as far as it matters. */
record Feed(Map<String, String> statuses, String incidents) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INCIDENTS_LENGTH_MAX = 300;

    Feed {
        statuses = Map.copyOf(statuses);
    }

    /**
     * @throws IOException it is not such a feed
     */
    static Feed read(byte[] body) throws IOException {
        JsonNode root = JSON.readTree(body);
        if (root == null || !root.path("components").isArray()) {
            throw new IOException("it is no summary feed: components is missing");
        }
        var statuses = new HashMap<String, String>();
        for (JsonNode component : root.path("components")) {
            String name = component.path("name").asText();
            String status = component.path("status").asText();
            // A group and a component in it may have one name: the worse counts.
            statuses.merge(name, status, Feed::worse);
        }
        var incidents = new StringBuilder();
        for (JsonNode incident : root.path("incidents")) {
            incidents.append("; ").append(incident.path("name").asText());
        }
        return new Feed(
                statuses,
                incidents.substring(0, Math.min(incidents.length(), INCIDENTS_LENGTH_MAX)));
    }

    private static String worse(String one, String other) {
        int first = ComponentStatus.of(one).map(Enum::ordinal).orElse(-1);
        int second = ComponentStatus.of(other).map(Enum::ordinal).orElse(-1);
        return first >= second ? one : other;
    }

    Optional<String> status(String component) {
        return Optional.ofNullable(statuses.get(component));
    }
}
