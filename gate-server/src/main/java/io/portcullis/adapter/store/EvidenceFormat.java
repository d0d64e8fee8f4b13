package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.port.StoreUnreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as bytes: one byte that names the format, then compressed JSON. There are hundreds of
 * these rows for each rollout, and names repeat within each.
 */
final class EvidenceFormat {

    private static final int VERSION = 1;

    /** The same, with what was said of processes: only where something was. */
    private static final int WITH_PROCESSES = 2;

    /** 30 regions, all links, every pair of arms and a dozen signals stay far below it. */
    private static final int JSON_BYTES_MAX = 64 * 1024 * 1024;

    private EvidenceFormat() {}

    static byte[] write(LookEvidence evidence) {
        var cells =
                evidence.counts().entrySet().stream()
                        .map(entry -> Counted.of(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(Counted::toString))
                        .toList();
        return pack(
                VERSION, new Look(evidence.at(), cells, evidence.gaps(), evidence.unknownArms()));
    }

    static LookEvidence readLook(byte[] stored) {
        var look = unpack(stored, VERSION, Look.class);
        var counts = new HashMap<Cell, Counts>();
        look.cells.forEach(cell -> counts.put(cell.cell(), cell.counts()));
        return new LookEvidence(look.at, counts, look.gaps, look.unknownArms);
    }

    static byte[] write(VersionedEvidence evidence) {
        var cells =
                evidence.counts().entrySet().stream()
                        .map(entry -> Pushed.of(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(Pushed::toString))
                        .toList();
        var flush = new Flush(evidence.at(), cells, evidence.gaps());
        return evidence.processes().isEmpty()
                ? pack(VERSION, flush)
                : pack(WITH_PROCESSES, new Whole(flush, evidence.processes()));
    }

    static VersionedEvidence readVersioned(byte[] stored) {
        boolean whole = stored.length > 0 && stored[0] == WITH_PROCESSES;
        if (whole) {
            var read = unpack(stored, WITH_PROCESSES, Whole.class);
            return read.counted.evidence(read.processes);
        }
        return unpack(stored, VERSION, Flush.class).evidence(ProcessEvidence.NONE);
    }

    private static byte[] pack(int version, Object value) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(version);
        try (var packed = new DeflaterOutputStream(bytes)) {
            packed.write(Json.write(value).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T unpack(byte[] stored, int known, Class<T> type) {
        var bytes = new ByteArrayInputStream(stored);
        int version = bytes.read();
        if (version != known) {
            throw unreadable("format " + version + " is not known; only " + known + " is", null);
        }
        try (var unpacked = new InflaterInputStream(bytes)) {
            byte[] json = unpacked.readNBytes(JSON_BYTES_MAX + 1);
            if (json.length > JSON_BYTES_MAX) {
                throw unreadable("it has more than " + JSON_BYTES_MAX + " bytes", null);
            }
            return Json.read(new String(json, StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw unreadable("it is damaged", e);
        }
    }

    private static StoreUnreadable unreadable(String why, @Nullable IOException cause) {
        return new StoreUnreadable("Stored evidence cannot be read: " + why, cause);
    }

    private record Look(
            Instant at, List<Counted> cells, List<Gap> gaps, Map<Region, Double> unknownArms) {}

    private record Flush(Instant at, List<Pushed> cells, List<Gap> gaps) {

        VersionedEvidence evidence(ProcessEvidence processes) {
            var counts = new HashMap<VersionedCell, Counts>();
            cells.forEach(cell -> counts.put(cell.cell(), cell.counts()));
            return new VersionedEvidence(at, counts, gaps, processes);
        }
    }

    private record Whole(Flush counted, ProcessEvidence processes) {}

    /** One arm for a region, those of source and destination for a link. */
    private record Counted(
            SignalName signal, Place place, List<Arm> arms, double exposure, long events) {

        static Counted of(Cell cell, Counts counts) {
            var arms =
                    switch (cell) {
                        case Cell.InRegion(_, _, var arm) -> List.of(arm);
                        case Cell.OnLink(_, _, var source, var destination) ->
                                List.of(source, destination);
                    };
            return new Counted(
                    cell.signal(), cell.place(), arms, counts.exposure(), counts.events());
        }

        Cell cell() {
            return switch (place) {
                case Region region -> new Cell.InRegion(signal, region, arms.getFirst());
                case Link link -> new Cell.OnLink(signal, link, arms.getFirst(), arms.getLast());
            };
        }

        Counts counts() {
            return new Counts(exposure, events);
        }
    }

    /** One origin for a region, those of source and destination for a link. */
    private record Pushed(
            SignalName signal, Place place, List<Origin> origins, double exposure, long events) {

        static Pushed of(VersionedCell cell, Counts counts) {
            var origins =
                    switch (cell) {
                        case VersionedCell.InRegion(_, _, var origin) -> List.of(origin);
                        case VersionedCell.OnLink(_, _, var source, var destination) ->
                                List.of(source, destination);
                    };
            return new Pushed(
                    cell.signal(), cell.place(), origins, counts.exposure(), counts.events());
        }

        VersionedCell cell() {
            return switch (place) {
                case Region region ->
                        new VersionedCell.InRegion(signal, region, origins.getFirst());
                case Link link ->
                        new VersionedCell.OnLink(
                                signal, link, origins.getFirst(), origins.getLast());
            };
        }

        Counts counts() {
            return new Counts(exposure, events);
        }
    }
}
