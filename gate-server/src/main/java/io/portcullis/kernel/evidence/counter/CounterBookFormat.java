package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterBook.Last;
import io.portcullis.kernel.evidence.counter.CounterBook.Target;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes of a book: version, signals, servers, series; 28 bytes a series. Sorted, so that equal books
 * have equal bytes.
 */
final class CounterBookFormat {

    private static final int VERSION = 2;
    private static final int TARGETS_MAX = 1_000_000;
    private static final Comparator<Map.Entry<SeriesId, Last>> BY_ID =
            Comparator.<Map.Entry<SeriesId, Last>>comparingLong(entry -> entry.getKey().high())
                    .thenComparingLong(entry -> entry.getKey().low());

    private CounterBookFormat() {}

    static byte[] write(CounterBook book) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(book.measured().size());
            for (var signal : new TreeMap<>(book.measured()).entrySet()) {
                out.writeUTF(signal.getKey().value());
                out.writeLong(signal.getValue().toEpochMilli());
            }
            writeSeries(book, writeTargets(book, out), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, Integer> writeTargets(CounterBook book, DataOutputStream out)
            throws IOException {
        var index = new HashMap<String, Integer>();
        out.writeInt(book.targets().size());
        for (var entry : new TreeMap<>(book.targets()).entrySet()) {
            index.put(entry.getKey(), index.size());
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().startedAt().toEpochMilli());
            out.writeLong(entry.getValue().seenAt().toEpochMilli());
            write(entry.getValue().origin(), out);
        }
        return index;
    }

    private static void write(Origin origin, DataOutputStream out) throws IOException {
        switch (origin) {
            case Origin.Unknown _ -> out.writeByte('U');
            case Origin.OfArm(Arm arm) -> {
                out.writeByte('A');
                out.writeUTF(arm.name());
            }
            case Origin.OfPod(String pod) -> {
                out.writeByte('P');
                out.writeUTF(pod);
            }
            case Origin.OfRelease(ReleaseIdentity identity) -> {
                out.writeByte('R');
                out.writeUTF(identity.version());
                out.writeUTF(identity.artifact());
                out.writeUTF(identity.configuration());
            }
        }
    }

    private static Origin origin(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'U' -> Origin.UNKNOWN;
            case 'A' -> new Origin.OfArm(Arm.valueOf(in.readUTF()));
            case 'P' -> new Origin.OfPod(in.readUTF());
            case 'R' ->
                    new Origin.OfRelease(
                            new ReleaseIdentity(in.readUTF(), in.readUTF(), in.readUTF()));
            default -> throw new IOException("origin is of kind " + kind);
        };
    }

    private static void writeSeries(
            CounterBook book, Map<String, Integer> targets, DataOutputStream out)
            throws IOException {
        var sorted = new ArrayList<>(book.series().entrySet());
        sorted.sort(BY_ID);
        out.writeInt(sorted.size());
        for (var entry : sorted) {
            out.writeLong(entry.getKey().high());
            out.writeLong(entry.getKey().low());
            out.writeInt(targets.getOrDefault(entry.getValue().target(), 0));
            out.writeLong(entry.getValue().epochMillis());
            out.writeDouble(entry.getValue().value());
        }
    }

    static CounterBook read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version of the book is " + version + "; must be " + VERSION);
            }
            var measured = new HashMap<SignalName, Instant>();
            for (int left = in.readInt(); left > 0; left--) {
                measured.put(new SignalName(in.readUTF()), Instant.ofEpochMilli(in.readLong()));
            }
            var names = new ArrayList<String>();
            var targets = readTargets(in, names);
            return new CounterBook(targets, measured, readSeries(in, names));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "book of " + bytes.length + " bytes is damaged; must be whole", e);
        }
    }

    private static Map<String, Target> readTargets(DataInputStream in, List<String> names)
            throws IOException {
        var targets = new HashMap<String, Target>();
        int size = in.readInt();
        if (size > TARGETS_MAX) {
            throw new IOException("book names " + size + " servers");
        }
        for (int i = 0; i < size; i++) {
            String name = in.readUTF();
            names.add(name);
            targets.put(
                    name,
                    new Target(
                            Instant.ofEpochMilli(in.readLong()),
                            Instant.ofEpochMilli(in.readLong()),
                            origin(in)));
        }
        return targets;
    }

    private static Map<SeriesId, Last> readSeries(DataInputStream in, List<String> names)
            throws IOException {
        var series = new HashMap<SeriesId, Last>();
        for (int left = in.readInt(); left > 0; left--) {
            var id = new SeriesId(in.readLong(), in.readLong());
            series.put(id, new Last(names.get(in.readInt()), in.readLong(), in.readDouble()));
        }
        return series;
    }
}
