package io.portcullis.cli.drill.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.portcullis.cli.file.Rules;
import org.jspecify.annotations.Nullable;

/** The body of a hook call, as far as the stand-in reads it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record HookOrder(Action action, String region, @Nullable StageOrder stage) {
    HookOrder {
        Rules.required(action, "action");
        Rules.name(region, "region");
        if (action == Action.OPEN_STAGE) {
            Rules.required(stage, "stage");
        }
    }

    /** What to do. */
    enum Action {
        OPEN_STAGE,
        RESTORE,
        CENSUS
    }

    /** The stage to open. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StageOrder(String name, double canaryShare) {
        StageOrder {
            Rules.name(name, "stage.name");
            Rules.within(canaryShare, 0, 1, "stage.canaryShare");
        }
    }
}
