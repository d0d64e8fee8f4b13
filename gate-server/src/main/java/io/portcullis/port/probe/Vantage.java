package io.portcullis.port.probe;

import io.portcullis.kernel.evidence.Region;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place probes are run from.
 *
 * @param name unlike that of any other; letters, digits, full stops, underscores and hyphens, at most
 *     100
 * @param region it is in; null outside of all regions
 * @param network provider or network whose fault would make every vantage point in it err together;
 *     such count once. Of the same form as the name
 */
public record Vantage(String name, @Nullable Region region, String network) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public Vantage {
        require("name", name);
        require("network", network);
    }

    private static void require(String field, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    field
                            + " is '"
                            + text
                            + "'; must be letters, digits, '.', '_' and '-', at most 100");
        }
    }
}
