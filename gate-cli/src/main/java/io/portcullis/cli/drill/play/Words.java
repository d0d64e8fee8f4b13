package io.portcullis.cli.drill.play;

import com.google.protobuf.Timestamp;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Wire values as a drill reports them. */
public final class Words {
    private Words() {}

    /** Reasons, each with its place. */
    public static String reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason ->
                        Names.of(reason.getType())
                                + (reason.hasPlace() ? " at " + Names.of(reason.getPlace()) : ""))
                .collect(Collectors.joining(", "));
    }

    /** The same moment. */
    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
