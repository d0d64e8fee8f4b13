package io.portcullis.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Pod templates as JSON trees, so that two compare by what they say and not by the order in which
 * they say it.
 */
final class PodTemplates {

    /** Put by the Deployment controller into each ReplicaSet's copy of the template. */
    private static final String HASH_LABEL = "pod-template-hash";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private PodTemplates() {}

    static JsonNode tree(PodTemplateSpec template) {
        try {
            var tree = JSON.readTree(KUBERNETES.asJson(template));
            if (tree.path("metadata").path("labels") instanceof ObjectNode labels) {
                labels.remove(HASH_LABEL);
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pod template is not JSON", e);
        }
    }

    static PodTemplateSpec template(JsonNode tree) {
        return KUBERNETES.unmarshal(tree.toString(), PodTemplateSpec.class);
    }
}
