package io.portcullis.cli.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActResult;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.play.Words;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.Incident;

/** The report of a drill for programs. Names are part of the contract. */
final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    static String of(DrillResult result) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("scenario", result.scenario().scenario());
        root.put("seed", result.seed());
        root.put("lookMillis", result.look().toMillis());
        root.put("scenarioSecondsPerLook", result.scenario().world().seconds());
        root.put("passed", result.passed());
        ArrayNode acts = root.putArray("acts");
        result.acts().forEach(act -> add(acts.addObject(), act));
        ArrayNode comparisons = root.putArray("history");
        Comparison.of(result).forEach(comparison -> add(comparisons.addObject(), comparison));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    private static void add(ObjectNode node, ActResult act) {
        ActRecord record = act.record();
        node.put("act", record.act().name());
        node.put("passed", act.passed());
        node.put("rollout", record.rollout().getName());
        node.put("state", Names.of(record.rollout().getState()));
        node.put("incident", record.incident().map(Incident::getName).orElse(""));
        node.put("looksBefore", record.startLook());
        node.put("looks", record.endLook() - record.startLook());
        record.firstFaultLook()
                .ifPresent(look -> node.put("firstFaultLook", look - record.startLook()));
        node.put("startTime", record.startedAt().toString());
        ArrayNode verdicts = node.putArray("expectations");
        act.verdicts()
                .forEach(verdict ->
                        verdicts.addObject()
                                .put("passed", verdict.passed())
                                .put("expected", verdict.expected())
                                .put("happened", verdict.happened()));
        ArrayNode world = node.putArray("environment");
        record.environment()
                .forEach(seen ->
                        world.addObject()
                                .put("look", seen.look() - record.startLook())
                                .put("time", seen.at().toString())
                                .put("incident", seen.value().getName())
                                .put("fingerprint", seen.value().getFingerprint())
                                .put("state", Names.of(seen.value().getState()))
                                .put("reopened", seen.value().getReopenedCount()));
        ArrayNode events = node.putArray("timeline");
        record.events()
                .forEach(seen ->
                        events.addObject()
                                .put("look", seen.look() - record.startLook())
                                .put("time", Words.instant(seen.value().getEventTime()).toString())
                                .put("type", seen.value().getType())
                                .put("text", seen.value().getText()));
    }

    private static void add(ObjectNode node, Comparison comparison) {
        node.put("act", comparison.act());
        node.put("source", comparison.history().source());
        node.put("refused", comparison.refused());
        node.put("historyDetectedSeconds", comparison.history().untilDetected().toSeconds());
        node.put("historyResolvedSeconds", comparison.history().untilResolved().toSeconds());
        comparison.detected().ifPresent(d -> node.put("detectedSeconds", d.toSeconds()));
        comparison.resolved().ifPresent(d -> node.put("resolvedSeconds", d.toSeconds()));
    }
}
