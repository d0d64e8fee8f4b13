package io.portcullis.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.WorkloadRevision;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a Deployment when a rollout starts.
 *
 * @param workload whose it is
 * @param revision number Kubernetes gave it, for people; empty where it gave none
 * @param template its whole pod template
 * @param configMap digest of the ConfigMap it read then; null where that is not read
 */
record DeploymentRevision(
        String workload, String revision, JsonNode template, @Nullable String configMap) {

    private static final ObjectMapper JSON = new ObjectMapper();

    WorkloadRevision written() {
        try {
            var text = JSON.writeValueAsString(this);
            if (text.length() > WorkloadRevision.LENGTH_MAX) {
                throw new ControlUnavailable(
                        "The pod template of %s has %d characters; at most %d can be kept for a rollback. Move data out of it."
                                .formatted(workload, text.length(), WorkloadRevision.LENGTH_MAX));
            }
            return new WorkloadRevision(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a revision of plain JSON cannot be written", e);
        }
    }

    static DeploymentRevision read(WorkloadRevision written) {
        try {
            return JSON.readValue(written.text(), DeploymentRevision.class);
        } catch (JsonProcessingException e) {
            // The text itself stays out of the message: it may hold environment values.
            throw new IllegalArgumentException(
                    "revision was not written by the kubernetes control: " + written, e);
        }
    }
}
