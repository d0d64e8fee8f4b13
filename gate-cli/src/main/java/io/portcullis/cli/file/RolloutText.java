package io.portcullis.cli.file;

import io.portcullis.v1.ConfigurationKeys;
import io.portcullis.v1.StartRolloutRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file form of a start: a release, what runs before it, and its plan. */
public record RolloutText(
        String service,
        ReleaseText release,
        @Nullable RunningText running,
        @Nullable Map<String, List<String>> configurationKeys,
        PlanText plan) {
    public RolloutText {
        Rules.name(service, "service");
        Rules.required(release, "release");
        Rules.required(plan, "plan");
        configurationKeys = Rules.map(configurationKeys);
    }

    /** As the wire says it; a request id and {@code validate_only} are the caller's to add. */
    public StartRolloutRequest toRequest() {
        StartRolloutRequest.Builder request =
                StartRolloutRequest.newBuilder()
                        .setService(service)
                        .setRelease(release.toRelease())
                        .setPlan(plan.toPlan());
        if (running != null) {
            request.setRunning(running.toRunning());
            Rules.map(running.regions())
                    .forEach((region, other) ->
                            request.putRunningByRegion(region, other.toRunning()));
        }
        Rules.map(configurationKeys)
                .forEach((region, keys) ->
                        request.putConfigurationKeys(
                                region, ConfigurationKeys.newBuilder().addAllKeys(keys).build()));
        return request.build();
    }
}
