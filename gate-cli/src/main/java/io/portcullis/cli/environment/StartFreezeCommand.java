package io.portcullis.cli.environment;

import com.google.protobuf.Timestamp;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.CreateFreezeRequest;
import io.portcullis.v1.Freeze;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Freezes. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Freeze: no rollout may start or widen until it ends; rollbacks go on.")
final class StartFreezeCommand implements Callable<Integer> {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([mhd])");

    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final Person person = new Person();

    @Option(
            names = "--until",
            required = true,
            paramLabel = "WHEN",
            description = "A time such as 2026-12-24T18:00+01:00, or a length such as 90m, 4h, 3d.")
    private String until = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "A time such as 2026-12-23T18:00+01:00. Default: now.")
    private @Nullable String from;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Only this service; may be given again. Default: all.")
    private List<String> services = List.of();

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "Only this region; may be given again. Default: all.")
    private List<String> regions = List.of();

    @Override
    public Integer call() {
        var request =
                CreateFreezeRequest.newBuilder()
                        .addAllServices(services)
                        .addAllRegions(regions)
                        .setReason(person.reason)
                        .setPerson(person.name());
        Instant begin = from == null ? Instant.now() : time(from);
        if (from != null) {
            request.setStartTime(wire(begin));
        }
        request.setEndTime(wire(end(begin)));
        try (GateConnection gate = connection.connect()) {
            Freeze freeze = gate.freezes().createFreeze(request.build()).getFreeze();
            printer.print(freeze, () -> EnvironmentText.freezes(List.of(freeze)));
            return ExitCode.OK.number();
        }
    }

    private Instant end(Instant begin) {
        var length = LENGTH.matcher(until);
        if (!length.matches()) {
            return time(until);
        }
        long amount = Long.parseLong(length.group(1));
        return begin.plus(
                switch (length.group(2)) {
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "\"" + text + "\" is no time; write 2026-12-24T18:00+01:00, with a zone.",
                    e);
        }
    }

    private static Timestamp wire(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
