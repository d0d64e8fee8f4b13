package io.portcullis.cli.replay;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: {@code 2026-07-01T10:00Z}, with seconds or without, in any zone. */
final class PastTime {
    private PastTime() {}

    static Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no time; write 2026-07-01T10:00Z, with a zone");
        }
    }

    static Timestamp wire(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** One time. */
    static final class OfInstant implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return read(text);
        }
    }

    /**
     * A stretch of time, written {@code FROM/TO}.
     *
     * @param to later than from
     */
    record Stretch(Instant from, Instant to) {}

    /** One stretch. */
    static final class OfStretch implements ITypeConverter<Stretch> {
        @Override
        public Stretch convert(String text) {
            String[] ends = text.split("/", -1);
            if (ends.length != 2) {
                throw new TypeConversionException(
                        "\""
                                + text
                                + "\" is no stretch of time; write FROM/TO, such as"
                                + " 2026-07-01T10:00Z/2026-07-01T11:30Z");
            }
            var stretch = new Stretch(read(ends[0]), read(ends[1]));
            if (!stretch.from().isBefore(stretch.to())) {
                throw new TypeConversionException(
                        "\"" + text + "\" ends before it begins; write FROM/TO");
            }
            return stretch;
        }
    }
}
