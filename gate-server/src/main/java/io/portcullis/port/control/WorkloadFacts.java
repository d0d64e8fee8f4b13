package io.portcullis.port.control;

import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.release.WorkloadOwner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload is in one region at one moment.
 *
 * @param name for people, such as {@code deployment/media-server}
 * @param owners other controllers that own it; empty when it may be touched
 * @param configurationKeys keys present in its configuration; null where they are not read
 * @param revision what runs now and a rollback leads back to
 * @param version what that revision says its version is; null where it does not say
 * @param podsReadyExpected pods that should be ready; not negative
 * @param podsReady pods that are; not negative
 */
public record WorkloadFacts(
        String name,
        List<WorkloadOwner> owners,
        @Nullable ConfigurationKeys configurationKeys,
        WorkloadRevision revision,
        @Nullable String version,
        int podsReadyExpected,
        int podsReady) {

    public WorkloadFacts {
        Rules.requireText("name", name, 300);
        Rules.requireNotNegative("podsReadyExpected", podsReadyExpected);
        Rules.requireNotNegative("podsReady", podsReady);
        owners = List.copyOf(owners);
    }
}
