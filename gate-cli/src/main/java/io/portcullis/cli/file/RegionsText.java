package io.portcullis.cli.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Regions of a stage: a list of names, or the word {@code ALL}.
 *
 * @param names empty for all
 */
public record RegionsText(List<String> names) {
    public RegionsText {
        names = List.copyOf(names);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RegionsText of(JsonNode node) {
        if (node.isTextual() && node.asText().equals("ALL")) {
            return new RegionsText(List.of());
        }
        List<String> names = new ArrayList<>();
        node.forEach(name -> names.add(Rules.name(name.asText(), "regions")));
        return new RegionsText(Rules.some(names, "regions"));
    }

    /** Whether every region of the service is meant. */
    public boolean isAll() {
        return names.isEmpty();
    }
}
