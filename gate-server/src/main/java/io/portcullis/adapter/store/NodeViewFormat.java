package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.kernel.relay.RelayEdges;
import io.portcullis.port.StoreUnreadable;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What a node sees as bytes: one byte that names the format, then, compressed, each text once and
 * records that name texts by number. A busy mesh stores a million edges a look, for which JSON would
 * be ten times as large and slow.
 */
@SuppressWarnings("EnumOrdinal") // the format numbers them as they stand: a new one goes last
final class NodeViewFormat {

    private static final int VERSION = 1;

    /** Far above what a node may list: a larger number is no length but damage. */
    private static final int COUNT_MAX = 1_000_000;

    private NodeViewFormat() {}

    static byte[] write(NodeView view) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        var speed = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, speed))) {
            var texts = texts(view);
            out.writeInt(texts.size());
            for (String text : texts.keySet()) {
                out.writeUTF(text);
            }
            write(view, new Writer(out, texts));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        } finally {
            speed.end();
        }
        return bytes.toByteArray();
    }

    private static Map<String, Integer> texts(NodeView view) {
        var texts = new LinkedHashMap<String, Integer>();
        for (RelayEdge edge : view.edges()) {
            number(texts, edge.track());
            number(texts, edge.sourceRegion().name());
            number(texts, edge.sourceNode());
            number(texts, edge.error());
        }
        view.published().forEach(one -> number(texts, one.track()));
        view.demand().forEach(one -> number(texts, one.track()));
        for (ServedTrack one : view.served()) {
            number(texts, one.track());
            number(texts, one.destinationRegion().name());
            number(texts, one.destinationNode());
        }
        return texts;
    }

    private static void number(Map<String, Integer> texts, String text) {
        texts.putIfAbsent(text, texts.size());
    }

    private static void write(NodeView view, Writer out) throws IOException {
        out.instant(view.observedAt());
        out.number(view.edges().size());
        for (RelayEdge edge : view.edges()) {
            out.edge(edge);
        }
        out.number(view.published().size());
        for (PublishedTrack one : view.published()) {
            out.text(one.track());
            out.instant(one.since());
        }
        out.number(view.demand().size());
        for (TrackDemand one : view.demand()) {
            out.text(one.track());
            out.large(one.subscribers());
        }
        out.number(view.serving().ordinal());
        out.number(view.served().size());
        for (ServedTrack one : view.served()) {
            out.text(one.track());
            out.text(one.destinationRegion().name());
            out.text(one.destinationNode());
        }
    }

    /**
     * @throws StoreUnreadable they are not such bytes
     */
    static NodeView read(byte[] stored) {
        if (stored.length == 0 || stored[0] != VERSION) {
            throw new StoreUnreadable("A stored relay view is of no format of this version", null);
        }
        var bytes = new ByteArrayInputStream(stored, 1, stored.length - 1);
        try (var in =
                new DataInputStream(new BufferedInputStream(new InflaterInputStream(bytes)))) {
            int count = count(in);
            var texts = new ArrayList<String>(count);
            for (int i = 0; i < count; i++) {
                texts.add(in.readUTF());
            }
            return read(new Reader(in, texts));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreUnreadable("A stored relay view is damaged: " + e.getMessage(), e);
        }
    }

    private static NodeView read(Reader in) throws IOException {
        var observedAt = in.instant();
        int edgeCount = count(in.in);
        var edges = new RelayEdges.Builder(edgeCount);
        for (int i = 0; i < edgeCount; i++) {
            edges.add(in.edge());
        }
        var published = new ArrayList<PublishedTrack>();
        for (int left = count(in.in); left > 0; left--) {
            published.add(new PublishedTrack(in.text(), in.instant()));
        }
        var demand = new ArrayList<TrackDemand>();
        for (int left = count(in.in); left > 0; left--) {
            demand.add(new TrackDemand(in.text(), in.in.readLong()));
        }
        var serving = Serving.values()[in.in.readInt()];
        var served = new ArrayList<ServedTrack>();
        for (int left = count(in.in); left > 0; left--) {
            served.add(new ServedTrack(in.text(), new Region(in.text()), in.text()));
        }
        return new NodeView(observedAt, edges.build(), published, demand, serving, served);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > COUNT_MAX) {
            throw new IOException("it has " + count + " records");
        }
        return count;
    }

    private record Writer(DataOutputStream out, Map<String, Integer> texts) {

        void edge(RelayEdge edge) throws IOException {
            text(edge.track());
            text(edge.sourceRegion().name());
            text(edge.sourceNode());
            out.writeByte(edge.state().ordinal());
            out.writeBoolean(edge.muted());
            instant(edge.since());
            out.writeByte(edge.hops());
            var last = edge.lastPacketAt();
            out.writeBoolean(last != null);
            if (last != null) {
                instant(last);
            }
            text(edge.error());
        }

        void text(String text) throws IOException {
            out.writeInt(texts.getOrDefault(text, 0));
        }

        void instant(Instant at) throws IOException {
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
        }

        void number(int number) throws IOException {
            out.writeInt(number);
        }

        void large(long number) throws IOException {
            out.writeLong(number);
        }
    }

    private record Reader(DataInputStream in, List<String> texts) {

        RelayEdge edge() throws IOException {
            var track = text();
            var region = new Region(text());
            var node = text();
            var state = State.values()[in.readByte()];
            boolean muted = in.readBoolean();
            var since = instant();
            int hops = in.readByte();
            var last = in.readBoolean() ? instant() : null;
            return new RelayEdge(track, region, node, state, since, hops, last, muted, text());
        }

        String text() throws IOException {
            return texts.get(in.readInt());
        }

        Instant instant() throws IOException {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        }
    }
}
