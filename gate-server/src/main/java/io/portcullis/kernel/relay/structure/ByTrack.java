package io.portcullis.kernel.relay.structure;

import java.util.Arrays;

/**
 * Entries of all nodes, those of one track next to each other: entry {@code i} of track {@code t} is
 * at {@code start(t) <= i < start(t + 1)}. Laid out by counting, so in linear time; 8 bytes an entry.
 */
final class ByTrack {

    private final int[] starts;
    private final int[] nodes;
    private final int[] rows;

    private ByTrack(int[] starts, int[] nodes, int[] rows) {
        this.starts = starts;
        this.nodes = nodes;
        this.rows = rows;
    }

    int start(int track) {
        return starts[track];
    }

    int size() {
        return nodes.length;
    }

    /** Which node listed the entry. */
    int node(int entry) {
        return nodes[entry];
    }

    /** Where in that node's list it is. */
    int row(int entry) {
        return rows[entry];
    }

    /** Entries in the order in which nodes listed them. */
    static final class Builder {

        private int[] tracks;
        private int[] nodes;
        private int[] rows;
        private int size;

        Builder(int expected) {
            tracks = new int[expected];
            nodes = new int[expected];
            rows = new int[expected];
        }

        void add(int track, int node, int row) {
            if (size == tracks.length) {
                int larger = Math.max(16, size * 2);
                tracks = Arrays.copyOf(tracks, larger);
                nodes = Arrays.copyOf(nodes, larger);
                rows = Arrays.copyOf(rows, larger);
            }
            tracks[size] = track;
            nodes[size] = node;
            rows[size] = row;
            size++;
        }

        ByTrack build(int trackCount) {
            int[] starts = new int[trackCount + 1];
            for (int i = 0; i < size; i++) {
                starts[tracks[i] + 1]++;
            }
            for (int track = 0; track < trackCount; track++) {
                starts[track + 1] += starts[track];
            }
            int[] next = Arrays.copyOf(starts, trackCount);
            int[] sortedNodes = new int[size];
            int[] sortedRows = new int[size];
            for (int i = 0; i < size; i++) {
                int entry = next[tracks[i]]++;
                sortedNodes[entry] = nodes[i];
                sortedRows[entry] = rows[i];
            }
            return new ByTrack(starts, sortedNodes, sortedRows);
        }
    }
}
