package io.portcullis.kernel.relay;

import io.portcullis.kernel.relay.RelayEdge.State;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Edges of a node in columns: 26 bytes an edge beside the name of its track, where a list of records
 * takes some 140. Immutable; an edge is made when it is asked for, so reading by column is faster.
 * Times are kept to the millisecond.
 */
@SuppressWarnings("EnumOrdinal") // a column of bytes, never stored
public final class RelayEdges extends AbstractList<RelayEdge> implements RandomAccess {

    private static final long NEVER = Long.MIN_VALUE;
    private static final long UNTOLD = Long.MAX_VALUE;
    private static final int MUTED = 0x40;
    private static final State[] STATES = State.values();

    private final String[] tracks;
    private final NodeId[] sources;
    private final byte[] states;
    private final byte[] hops;
    private final long[] since;
    private final long[] lastPackets;
    private final String @Nullable [] errors;

    private RelayEdges(Builder builder) {
        int size = builder.size;
        tracks = Arrays.copyOf(builder.tracks, size);
        sources = Arrays.copyOf(builder.sources, size);
        states = Arrays.copyOf(builder.states, size);
        hops = Arrays.copyOf(builder.hops, size);
        since = Arrays.copyOf(builder.since, size);
        lastPackets = Arrays.copyOf(builder.lastPackets, size);
        errors = builder.errors == null ? null : Arrays.copyOf(builder.errors, size);
    }

    public static RelayEdges copyOf(Collection<RelayEdge> edges) {
        if (edges instanceof RelayEdges columns) {
            return columns;
        }
        var builder = new Builder(edges.size());
        edges.forEach(builder::add);
        return builder.build();
    }

    @Override
    public int size() {
        return tracks.length;
    }

    @Override
    public RelayEdge get(int row) {
        return new RelayEdge(
                tracks[row],
                sources[row].region(),
                sources[row].node(),
                state(row),
                since(row),
                hops[row],
                lastPacketAt(row),
                isMuted(row),
                errors == null ? "" : errors[row]);
    }

    public String track(int row) {
        return tracks[row];
    }

    public NodeId source(int row) {
        return sources[row];
    }

    public State state(int row) {
        return STATES[states[row] & ~MUTED];
    }

    /** Whether the edge should bring packets: it is active and not muted. */
    public boolean isExpectedToSend(int row) {
        return states[row] == State.ACTIVE.ordinal();
    }

    public boolean isMuted(int row) {
        return (states[row] & MUTED) != 0;
    }

    /** As in {@link RelayEdge}; the millisecond of it. */
    public Instant since(int row) {
        return since[row] == UNTOLD ? RelayEdge.UNTOLD : Instant.ofEpochMilli(since[row]);
    }

    public @Nullable Instant lastPacketAt(int row) {
        return lastPackets[row] == NEVER ? null : Instant.ofEpochMilli(lastPackets[row]);
    }

    /** Edges one by one. Not thread-safe. */
    public static final class Builder {

        private final Map<NodeId, NodeId> nodes = new HashMap<>();
        private String[] tracks;
        private NodeId[] sources;
        private byte[] states;
        private byte[] hops;
        private long[] since;
        private long[] lastPackets;
        private String @Nullable [] errors;
        private int size;

        public Builder(int expected) {
            tracks = new String[expected];
            sources = new NodeId[expected];
            states = new byte[expected];
            hops = new byte[expected];
            since = new long[expected];
            lastPackets = new long[expected];
        }

        public void add(RelayEdge edge) {
            add(edge, edge.track());
        }

        /**
         * @param track the same name, but a copy that others have too
         */
        public void add(RelayEdge edge, String track) {
            reserve();
            size++;
            set(size - 1, edge, track);
        }

        /** Puts another edge into a row. */
        public void set(int row, RelayEdge edge, String track) {
            var source = new NodeId(edge.sourceRegion(), edge.sourceNode());
            tracks[row] = track;
            sources[row] = nodes.computeIfAbsent(source, it -> it);
            states[row] = (byte) (edge.state().ordinal() | (edge.muted() ? MUTED : 0));
            hops[row] = (byte) Math.min(edge.hops(), Byte.MAX_VALUE);
            since[row] =
                    edge.since().equals(RelayEdge.UNTOLD) ? UNTOLD : edge.since().toEpochMilli();
            var last = edge.lastPacketAt();
            lastPackets[row] = last == null ? NEVER : last.toEpochMilli();
            setError(row, edge.error());
        }

        private void setError(int row, String error) {
            if (errors == null && !error.isEmpty()) {
                errors = new String[tracks.length];
                Arrays.fill(errors, "");
            }
            if (errors != null) {
                errors[row] = error;
            }
        }

        /** Takes a row out; the last one is there then. */
        public void remove(int row) {
            int last = --size;
            tracks[row] = tracks[last];
            sources[row] = sources[last];
            states[row] = states[last];
            hops[row] = hops[last];
            since[row] = since[last];
            lastPackets[row] = lastPackets[last];
            if (errors != null) {
                errors[row] = errors[last];
            }
        }

        public NodeId source(int row) {
            return sources[row];
        }

        public Instant since(int row) {
            return Instant.ofEpochMilli(since[row]);
        }

        private void reserve() {
            if (size < tracks.length) {
                return;
            }
            int larger = Math.max(16, size + (size >> 1));
            tracks = Arrays.copyOf(tracks, larger);
            sources = Arrays.copyOf(sources, larger);
            states = Arrays.copyOf(states, larger);
            hops = Arrays.copyOf(hops, larger);
            since = Arrays.copyOf(since, larger);
            lastPackets = Arrays.copyOf(lastPackets, larger);
            errors = errors == null ? null : Arrays.copyOf(errors, larger);
        }

        public RelayEdges build() {
            return new RelayEdges(this);
        }
    }
}
