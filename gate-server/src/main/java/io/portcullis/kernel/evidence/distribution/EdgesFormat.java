package io.portcullis.kernel.evidence.distribution;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Edge.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Bytes of the edges of a rollout, the same for the same edges. */
public final class EdgesFormat {

    private static final int VERSION = 1;

    private EdgesFormat() {}

    public static byte[] write(Edges edges) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(edges.all().size());
            for (Edge edge : edges.all()) {
                out.writeUTF(edge.signal().value());
                out.writeUTF(edge.side().name());
                out.writeDouble(edge.everywhere());
                out.writeInt(edge.places().size());
                var places = new ArrayList<>(edge.places().entrySet());
                places.sort(Comparator.comparing(entry -> entry.getKey().toString()));
                for (var entry : places) {
                    write(entry.getKey(), out);
                    out.writeDouble(entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Place place, DataOutputStream out) throws IOException {
        switch (place) {
            case Region region -> {
                out.writeUTF(region.name());
                out.writeUTF("");
            }
            case Link link -> {
                out.writeUTF(link.source().name());
                out.writeUTF(link.destination().name());
            }
        }
    }

    /**
     * @throws IllegalArgumentException it is not what {@link #write} gave
     */
    public static Edges read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version of the edges is " + version + "; must be " + VERSION);
            }
            var edges = new ArrayList<Edge>();
            for (int left = in.readInt(); left > 0; left--) {
                var signal = new SignalName(in.readUTF());
                var side = Side.valueOf(in.readUTF());
                double everywhere = in.readDouble();
                edges.add(new Edge(signal, side, everywhere, places(in)));
            }
            return new Edges(edges);
        } catch (IOException e) {
            throw new IllegalArgumentException("edges are damaged; must be whole", e);
        }
    }

    private static Map<Place, Double> places(DataInputStream in) throws IOException {
        var places = new HashMap<Place, Double>();
        for (int left = in.readInt(); left > 0; left--) {
            var region = new Region(in.readUTF());
            String destination = in.readUTF();
            places.put(
                    destination.isEmpty() ? region : new Link(region, new Region(destination)),
                    in.readDouble());
        }
        return places;
    }
}
