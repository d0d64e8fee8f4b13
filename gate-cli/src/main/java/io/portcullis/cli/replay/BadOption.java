package io.portcullis.cli.replay;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.v1.BadHistory;
import io.portcullis.v1.StartRolloutRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One bad deployment; the options after a {@code --bad} are about it. */
final class BadOption {
    @Option(
            names = "--bad",
            paramLabel = "FROM/TO",
            required = true,
            converter = PastTime.OfStretch.class,
            description = {
                "A deployment that was bad: when it began, and up to when to play. May be given",
                "again; the options after it are about it."
            })
    @SuppressWarnings("NullAway.Init") // set by picocli
    private PastTime.Stretch stretch;

    @Option(
            names = "--new",
            paramLabel = "VERSION",
            description = "What was deployed. Default: the release's version in the file.")
    private @Nullable String newVersion;

    @Option(
            names = "--old",
            paramLabel = "VERSION",
            description = "What ran before. Default: the running version in the file.")
    private @Nullable String oldVersion;

    @Option(
            names = "--noticed",
            paramLabel = "TIME",
            converter = PastTime.OfInstant.class,
            description = "When people noticed.")
    private @Nullable Instant noticed;

    /** As the wire says it, with versions of the file where none were given. */
    BadHistory toWire(StartRolloutRequest file) {
        var bad =
                BadHistory.newBuilder()
                        .setFromTime(PastTime.wire(stretch.from()))
                        .setToTime(PastTime.wire(stretch.to()))
                        .setNewVersion(version(newVersion, file.getRelease().getVersion(), "--new"))
                        .setOldVersion(
                                version(oldVersion, file.getRunning().getVersion(), "--old"));
        if (noticed != null) {
            bad.setNoticedTime(PastTime.wire(noticed));
        }
        return bad.build();
    }

    private static String version(@Nullable String given, String ofFile, String option) {
        String version = given == null ? ofFile : given;
        if (version.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "A bad deployment needs its versions; give "
                            + option
                            + " VERSION after --bad.");
        }
        return version;
    }
}
