package io.portcullis.adapter.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.port.control.ReleaseReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which version a pod template, or a pod, is of. */
final class TemplateVersion {

    private static final int LENGTH_MAX = 128;

    private TemplateVersion() {}

    /** What the template says: the version label, else digest or tag of its first image. */
    static Optional<String> said(JsonNode template, String versionLabel) {
        var label = template.path("metadata").path("labels").path(versionLabel).asText("");
        if (!label.isBlank()) {
            return Optional.of(label);
        }
        return images(template).stream()
                .findFirst()
                .map(TemplateVersion::afterName)
                .filter(text -> !text.isBlank())
                .map(text -> text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text);
    }

    /** Whether one of the images is the release's: the same digest, else the same reference. */
    static boolean hasArtifact(JsonNode template, ReleaseReference release) {
        var digest = digest(release.artifact());
        return images(template).stream()
                .anyMatch(image ->
                        image.equals(release.artifact())
                                || (digest.isPresent() && digest.equals(digest(image))));
    }

    private static List<String> images(JsonNode template) {
        var images = new ArrayList<String>();
        template.path("spec").path("containers").forEach(c -> images.add(c.path("image").asText()));
        return images;
    }

    private static Optional<String> digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(image.substring(at + 1));
    }

    /** The digest of {@code host:port/name@digest}, else the tag of {@code host:port/name:tag}. */
    private static String afterName(String image) {
        return digest(image)
                .orElseGet(() -> {
                    int colon = image.lastIndexOf(':');
                    return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "latest";
                });
    }
}
