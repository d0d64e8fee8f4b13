package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Bytes of a ledger: version, position, processes, those gone, replacements. */
@SuppressWarnings("EnumOrdinal") // the format numbers them as they stand: a new one goes last
final class LedgerFormat {

    private static final int VERSION = 1;

    private LedgerFormat() {}

    static byte[] write(Ledger ledger) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(ledger.position().look());
            out.writeInt(ledger.position().firstLook());
            out.writeInt(ledger.position().stage());
            out.writeInt(ledger.position().since());
            each(
                    ledger.lives().entrySet(),
                    out,
                    entry -> {
                        write(entry.getKey(), out);
                        write(entry.getValue(), out);
                    });
            each(ledger.gone(), out, gone -> write(gone, out));
            each(ledger.replacements(), out, replacement -> write(replacement, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Ledger read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version of the ledger is " + version + "; must be " + VERSION);
            }
            var position =
                    new Ledger.Position(in.readInt(), in.readInt(), in.readInt(), in.readInt());
            var lives = new TreeMap<ProcessKey, Life>();
            many(in, () -> lives.put(key(in), life(in)));
            var gone = new ArrayList<Gone>();
            many(in, () -> gone.add(gone(in)));
            var replacements = new ArrayList<Replacement>();
            many(in, () -> replacements.add(replacement(in)));
            return new Ledger(position, lives, gone, replacements);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ledger of " + bytes.length + " bytes is damaged; must be whole", e);
        }
    }

    private static void write(ProcessKey key, DataOutputStream out) throws IOException {
        out.writeUTF(key.region().name());
        out.writeUTF(key.process());
    }

    private static ProcessKey key(DataInputStream in) throws IOException {
        return new ProcessKey(new Region(in.readUTF()), in.readUTF());
    }

    private static void write(Life life, DataOutputStream out) throws IOException {
        out.writeInt(life.bornLook());
        out.writeBoolean(life.successor());
        out.writeBoolean(life.taken());
        write(life.side(), out);
        out.writeUTF(life.duty().name());
        write(life.firstAt(), out);
        write(life.lastAt(), out);
        each(
                life.marks().entrySet(),
                out,
                entry -> {
                    out.writeUTF(entry.getKey());
                    write(entry.getValue(), out);
                });
        each(life.calledBy(), out, out::writeUTF);
        out.writeInt(life.missed());
        each(
                life.loads().entrySet(),
                out,
                entry -> {
                    write(entry.getKey().work(), out);
                    out.writeUTF(entry.getKey().source());
                    write(entry.getValue(), out);
                });
    }

    private static Life life(DataInputStream in) throws IOException {
        int bornLook = in.readInt();
        boolean successor = in.readBoolean();
        boolean taken = in.readBoolean();
        var side = side(in);
        var duty = Duty.valueOf(in.readUTF());
        var firstAt = instant(in);
        var lastAt = instant(in);
        var marks = new TreeMap<String, Mark>();
        many(in, () -> marks.put(in.readUTF(), mark(in)));
        var calledBy = new TreeSet<String>();
        many(in, () -> calledBy.add(in.readUTF()));
        int missed = in.readInt();
        var loads = new TreeMap<LoadKey, Load>();
        many(in, () -> loads.put(new LoadKey(work(in), in.readUTF()), load(in)));
        return new Life(
                bornLook, successor, taken, side, duty, firstAt, lastAt, marks, calledBy, missed,
                loads);
    }

    private static void write(Mark mark, DataOutputStream out) throws IOException {
        out.writeUTF(mark.epoch());
        var startedAt = mark.startedAt();
        out.writeBoolean(startedAt != null);
        if (startedAt != null) {
            write(startedAt, out);
        }
        write(mark.at(), out);
    }

    private static Mark mark(DataInputStream in) throws IOException {
        return new Mark(in.readUTF(), in.readBoolean() ? instant(in) : null, instant(in));
    }

    private static void write(Load load, DataOutputStream out) throws IOException {
        out.writeLong(load.last());
        write(load.lastAt(), out);
        out.writeLong(load.most());
        out.writeDouble(load.fallPerSecond());
        write(load.fallAt(), out);
        out.writeLong(load.spacing().toNanos());
    }

    private static Load load(DataInputStream in) throws IOException {
        return new Load(
                in.readLong(),
                instant(in),
                in.readLong(),
                in.readDouble(),
                instant(in),
                Duration.ofNanos(in.readLong()));
    }

    private static void write(Gone gone, DataOutputStream out) throws IOException {
        write(gone.key(), out);
        write(gone.life(), out);
        out.writeInt(gone.look());
        write(gone.goneBy(), out);
        out.writeUTF(gone.end().name());
        out.writeInt(gone.stage());
        out.writeInt(gone.since());
        out.writeUTF(gone.fate().name());
    }

    private static Gone gone(DataInputStream in) throws IOException {
        return new Gone(
                key(in),
                life(in),
                in.readInt(),
                instant(in),
                Replacement.End.valueOf(in.readUTF()),
                in.readInt(),
                in.readInt(),
                Gone.Fate.valueOf(in.readUTF()));
    }

    private static void write(Replacement one, DataOutputStream out) throws IOException {
        out.writeUTF(one.chapter().direction().name());
        out.writeInt(one.chapter().stage());
        out.writeInt(one.chapter().since());
        out.writeInt(one.look());
        write(new ProcessKey(one.region(), one.process()), out);
        out.writeInt(one.processes());
        write(one.from(), out);
        write(one.to(), out);
        out.writeUTF(one.end().name());
        write(one.lastSampleAt(), out);
        write(one.goneBy(), out);
        each(
                one.work(),
                out,
                cut -> {
                    write(cut.work(), out);
                    out.writeLong(cut.carried());
                    out.writeLong(cut.left());
                    out.writeLong(cut.cutMin());
                    out.writeLong(cut.cutMax());
                });
    }

    private static Replacement replacement(DataInputStream in) throws IOException {
        var chapter = new Chapter(Direction.valueOf(in.readUTF()), in.readInt(), in.readInt());
        int look = in.readInt();
        var key = key(in);
        int processes = in.readInt();
        var from = present(side(in));
        var to = present(side(in));
        var end = Replacement.End.valueOf(in.readUTF());
        var lastSampleAt = instant(in);
        var goneBy = instant(in);
        var work = new ArrayList<CutWork>();
        many(
                in,
                () ->
                        work.add(
                                new CutWork(
                                        work(in),
                                        in.readLong(),
                                        in.readLong(),
                                        in.readLong(),
                                        in.readLong())));
        return new Replacement(
                chapter,
                look,
                key.region(),
                key.process(),
                processes,
                from,
                to,
                end,
                lastSampleAt,
                goneBy,
                work);
    }

    private static void write(Work work, DataOutputStream out) throws IOException {
        out.writeUTF(work.name());
        out.writeUTF(work.unit());
    }

    private static Work work(DataInputStream in) throws IOException {
        return new Work(in.readUTF(), in.readUTF());
    }

    private static void write(Arm.@Nullable Side side, DataOutputStream out) throws IOException {
        out.writeUTF(side == null ? "" : side.name());
    }

    private static Arm.@Nullable Side side(DataInputStream in) throws IOException {
        var name = in.readUTF();
        return name.isEmpty() ? null : Arm.Side.valueOf(name);
    }

    private static Arm.Side present(Arm.@Nullable Side side) throws IOException {
        if (side == null) {
            throw new IOException("a replacement has no side");
        }
        return side;
    }

    private static void write(Instant at, DataOutputStream out) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static <T> void each(Collection<T> all, DataOutputStream out, Writing<T> writing)
            throws IOException {
        out.writeInt(all.size());
        for (T one : all) {
            writing.write(one);
        }
    }

    private static void many(DataInputStream in, Reading reading) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            reading.read();
        }
    }

    @FunctionalInterface
    private interface Writing<T> {
        void write(T value) throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }
}
