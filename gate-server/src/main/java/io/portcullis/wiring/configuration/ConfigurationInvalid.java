package io.portcullis.wiring.configuration;

import java.util.List;

/** The configuration cannot be used; says everything that is wrong with it at once. */
public final class ConfigurationInvalid extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigurationInvalid(List<String> errors) {
        super(
                "The configuration has "
                        + errors.size()
                        + (errors.size() == 1 ? " error:" : " errors:")
                        + String.join("", errors.stream().map(error -> "\n  - " + error).toList()));
    }
}
