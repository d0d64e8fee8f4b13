package io.portcullis.wiring.configuration;

import io.portcullis.adapter.prometheus.AlertWatch;
import io.portcullis.adapter.statuspage.StatusPage;
import java.util.List;

/** What others say of the environment. */
public record WatchConfiguration(List<AlertWatch> alerts, List<StatusPage> providers) {

    public WatchConfiguration {
        alerts = List.copyOf(alerts);
        providers = List.copyOf(providers);
    }
}
