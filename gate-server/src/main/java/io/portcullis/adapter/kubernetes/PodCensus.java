package io.portcullis.adapter.kubernetes;

import io.portcullis.adapter.kubernetes.DeploymentPods.MadePod;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.VersionCount;
import io.portcullis.port.control.WorkloadRevision;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts pods by version. Pods of the recorded template are the old version. A pod that calls itself
 * by the old version's name and has another template (other configuration, say) is not what ran
 * before, so its ReplicaSet's name is added to its version.
 */
final class PodCensus {

    private final CensusOrder order;
    private final String versionLabel;
    private final @Nullable DeploymentRevision recorded;

    private PodCensus(CensusOrder order, String versionLabel) {
        this.order = order;
        this.versionLabel = versionLabel;
        WorkloadRevision written = order.revision();
        this.recorded = written == null ? null : DeploymentRevision.read(written);
    }

    static CensusAnswer.Counted of(
            CensusOrder order, KubernetesWorkload workload, DeploymentPods pods) {
        var census = new PodCensus(order, workload.versionLabel());
        var podsByVersion =
                pods.pods().stream()
                        .collect(
                                Collectors.groupingBy(
                                        census::version, TreeMap::new, Collectors.toList()));
        return new CensusAnswer.Counted(
                podsByVersion.entrySet().stream()
                        .map(entry -> count(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static VersionCount count(String version, List<MadePod> pods) {
        int draining = (int) pods.stream().filter(MadePod::draining).count();
        return new VersionCount(version, pods.size() - draining, draining);
    }

    private String version(MadePod pod) {
        var to = order.change().to();
        var from = order.change().from();
        if (recorded != null && pod.template().equals(recorded.template())) {
            return to.version();
        }
        if (TemplateVersion.hasArtifact(pod.template(), from)
                && !from.version().equals(to.version())) {
            return from.version();
        }
        var said = TemplateVersion.said(pod.template(), versionLabel).orElse("unknown");
        if (recorded == null) {
            return TemplateVersion.hasArtifact(pod.template(), to) ? to.version() : said;
        }
        return said.equals(to.version()) ? said + " of " + pod.origin() : said;
    }
}
