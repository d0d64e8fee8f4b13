package io.portcullis.adapter.kubernetes;

import java.util.regex.Pattern;

/**
 * Names a Deployment inside a namespace; written {@code deployment/media-server}.
 *
 * @param name DNS subdomain: lower-case letters, digits, hyphens and dots, at most 253 characters
 */
public record WorkloadReference(String name) {

    private static final String DEPLOYMENT_PREFIX = "deployment/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    public WorkloadReference {
        requireName("workload", name);
    }

    /** Reads {@code deployment/NAME}; no other kind can be restored yet. */
    public static WorkloadReference parse(String text) {
        if (!text.startsWith(DEPLOYMENT_PREFIX)) {
            throw new IllegalArgumentException(
                    "workload is '" + text + "'; must be written deployment/NAME");
        }
        return new WorkloadReference(text.substring(DEPLOYMENT_PREFIX.length()));
    }

    static void requireName(String field, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field
                            + " is '"
                            + value
                            + "'; must be lower-case letters, digits, inner hyphens and dots, at"
                            + " most 253");
        }
    }

    @Override
    public String toString() {
        return DEPLOYMENT_PREFIX + name;
    }
}
