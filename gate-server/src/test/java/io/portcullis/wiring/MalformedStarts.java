package io.portcullis.wiring;

import com.google.protobuf.Duration;
import io.portcullis.v1.ConfigurationKeys;
import io.portcullis.v1.Protocol;
import io.portcullis.v1.RunningRelease;
import io.portcullis.v1.Span;
import io.portcullis.v1.StartRolloutRequest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with a start: what it is, how it comes about, the field and the rule it breaks. */
final class MalformedStarts {

    static final List<Arguments> ALL =
            List.of(
                    bad(
                            "malformed service",
                            it -> it.setService("Media Server"),
                            "service",
                            "string.pattern"),
                    bad(
                            "unknown service",
                            it -> it.setService("nobody"),
                            "service",
                            "service.known"),
                    bad("no release", it -> it.clearRelease(), "release", "required"),
                    bad("no plan", it -> it.clearPlan(), "plan", "required"),
                    bad(
                            "no stage",
                            it -> it.getPlanBuilder().clearStages(),
                            "plan.stages",
                            "repeated.min_items"),
                    bad(
                            "no version",
                            it -> it.getReleaseBuilder().clearVersion(),
                            "release.version",
                            "string.min_len"),
                    bad(
                            "over-long version",
                            it -> it.getReleaseBuilder().setVersion("v".repeat(101)),
                            "release.version",
                            "string.max_len"),
                    bad(
                            "over-long author",
                            it -> it.getReleaseBuilder().setAuthor("a".repeat(201)),
                            "release.author",
                            "string.max_len"),
                    bad(
                            "blank version",
                            it -> it.getReleaseBuilder().setVersion(" "),
                            "release",
                            "value.valid"),
                    bad(
                            "required key twice",
                            it -> it.getReleaseBuilder().addRequiredKeys("a").addRequiredKeys("a"),
                            "release.required_keys",
                            "repeated.unique"),
                    bad(
                            "unknown change class",
                            it -> it.getReleaseBuilder().setChangeClassValue(99),
                            "release.change_class",
                            "enum.defined_only"),
                    bad(
                            "unknown mode",
                            it -> it.getPlanBuilder().setModeValue(77),
                            "plan.mode",
                            "enum.defined_only"),
                    bad(
                            "unknown protocol origin",
                            it ->
                                    it.getReleaseBuilder()
                                            .addProtocols(
                                                    Protocol.newBuilder()
                                                            .setName("p")
                                                            .addSpoken(1)
                                                            .addAccepted(1)
                                                            .setOriginValue(9)),
                            "release.protocols[0].origin",
                            "enum.defined_only"),
                    bad(
                            "protocol without versions",
                            it ->
                                    it.getReleaseBuilder()
                                            .addProtocols(Protocol.newBuilder().setName("p")),
                            "release.protocols[0].spoken",
                            "repeated.min_items"),
                    bad(
                            "share in percent",
                            it -> it.getPlanBuilder().getStagesBuilder(0).setCanaryShareRatio(5),
                            "plan.stages[0].canary_share_ratio",
                            "double."),
                    bad(
                            "share of nothing",
                            it -> it.getPlanBuilder().getStagesBuilder(0).setCanaryShareRatio(0),
                            "plan.stages[0].canary_share_ratio",
                            "double."),
                    bad(
                            "share that is no number",
                            it ->
                                    it.getPlanBuilder()
                                            .getStagesBuilder(0)
                                            .setCanaryShareRatio(Double.NaN),
                            "plan.stages[0].canary_share_ratio",
                            "double."),
                    bad(
                            "share that falls",
                            it -> it.getPlanBuilder().getStagesBuilder(1).setCanaryShareRatio(0.1),
                            "plan.stages[1].canary_share_ratio",
                            "stage.widens"),
                    bad(
                            "no bake",
                            it -> it.getPlanBuilder().getStagesBuilder(0).clearBake(),
                            "plan.stages[0].bake",
                            "required"),
                    bad(
                            "bake of neither unit",
                            it ->
                                    it.getPlanBuilder()
                                            .getStagesBuilder(0)
                                            .setBake(Span.getDefaultInstance()),
                            "plan.stages[0].bake.span",
                            "required"),
                    bad(
                            "bake of no looks",
                            it ->
                                    it.getPlanBuilder()
                                            .getStagesBuilder(0)
                                            .setBake(Span.newBuilder().setLooks(0)),
                            "plan.stages[0].bake.looks",
                            "uint32."),
                    bad(
                            "negative bake",
                            it ->
                                    it.getPlanBuilder()
                                            .getStagesBuilder(0)
                                            .setBake(
                                                    Span.newBuilder()
                                                            .setDuration(
                                                                    Duration.newBuilder()
                                                                            .setSeconds(-1))),
                            "plan.stages[0].bake.duration",
                            "duration."),
                    bad(
                            "deadline of a year",
                            it ->
                                    it.getPlanBuilder()
                                            .setRestoreDeadline(
                                                    Duration.newBuilder().setSeconds(31_536_000)),
                            "plan.restore_deadline",
                            "duration."),
                    bad(
                            "stage name twice",
                            it -> it.getPlanBuilder().getStagesBuilder(1).setName("pair"),
                            "plan.stages[1].name",
                            "stage.name_unique"),
                    bad(
                            "regions and all regions",
                            it -> it.getPlanBuilder().getStagesBuilder(0).setAllRegions(true),
                            "plan.stages[0]",
                            "stage.regions"),
                    bad(
                            "region twice",
                            it -> it.getPlanBuilder().getStagesBuilder(0).addRegions("us-west"),
                            "plan.stages[0].regions",
                            "repeated.unique"),
                    bad(
                            "unknown region",
                            it -> it.getPlanBuilder().getStagesBuilder(0).addRegions("mars"),
                            "plan.stages[0].regions",
                            "region.known"),
                    bad(
                            "keys of an unknown region",
                            it ->
                                    it.putConfigurationKeys(
                                            "mars", ConfigurationKeys.getDefaultInstance()),
                            "configuration_keys",
                            "region.known"),
                    bad(
                            "keys of a malformed region",
                            it ->
                                    it.putConfigurationKeys(
                                            "Mars!", ConfigurationKeys.getDefaultInstance()),
                            "configuration_keys[Mars!]",
                            "value.valid"),
                    bad(
                            "nothing said of what runs",
                            it -> it.clearRunning(),
                            "running",
                            "running.known"),
                    bad(
                            "running without artifact",
                            it ->
                                    it.setRunning(
                                            RunningRelease.newBuilder()
                                                    .setVersion("1")
                                                    .setConfiguration("c")),
                            "running.artifact",
                            "string.min_len"),
                    bad(
                            "unknown control",
                            it -> it.getPlanBuilder().setControl("magic"),
                            "plan.control",
                            "control.known"),
                    bad(
                            "nothing that could act",
                            it -> it.getPlanBuilder().clearControl(),
                            "plan.control",
                            "control.required"),
                    bad(
                            "over-long request id",
                            it -> it.setRequestId("r".repeat(101)),
                            "request_id",
                            "string.max_len"));

    private MalformedStarts() {}

    private static Arguments bad(
            String what, Consumer<StartRolloutRequest.Builder> spoil, String field, String rule) {
        return Arguments.of(what, spoil, field, rule);
    }
}
