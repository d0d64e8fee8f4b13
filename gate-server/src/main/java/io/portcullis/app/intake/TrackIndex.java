package io.portcullis.app.intake;

import java.util.Arrays;

/**
 * Numbers tracks 0, 1, ... without gaps: where one is taken out, the last takes its number. Open
 * addressing with linear probing, 12 to 24 bytes a track beside its name. Not thread-safe.
 */
final class TrackIndex {

    static final int ABSENT = -1;

    private static final int SLOTS_MIN = 16;

    private String[] tracks = new String[SLOTS_MIN / 2];

    /** Number of a track plus one; 0 is empty. A power of two, at most half full. */
    private int[] slots = new int[SLOTS_MIN];

    private int size;

    int size() {
        return size;
    }

    /** {@link #ABSENT} when it is not there. */
    int find(String track) {
        return slots[slot(track)] - 1;
    }

    /** As it was written when it was added. */
    String track(int number) {
        return tracks[number];
    }

    /** Adds one that is not there; gives its number, which is the size before. */
    int add(String track) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        tracks[size] = track;
        slots[slot(track)] = size + 1;
        return size++;
    }

    /** Takes one out; the last track has its number now. */
    void remove(int number) {
        int last = size - 1;
        clear(slot(tracks[number]));
        if (number != last) {
            slots[slot(tracks[last])] = number + 1;
            tracks[number] = tracks[last];
        }
        tracks[last] = tracks[0];
        size = last;
    }

    /** Where the track is, or would be. */
    private int slot(String track) {
        int slot = home(track);
        while (slots[slot] != 0 && !tracks[slots[slot] - 1].equals(track)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Bits of the hash are mixed as in {@link java.util.HashMap}, because names are much alike. */
    private int home(String track) {
        int hash = track.hashCode();
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }

    /** Moves those behind up, so that no probe ends at the hole (Knuth, vol. 3, 6.4, R). */
    private void clear(int hole) {
        int mask = slots.length - 1;
        int empty = hole;
        int slot = (hole + 1) & mask;
        while (slots[slot] != 0) {
            int home = home(tracks[slots[slot] - 1]);
            if (((slot - home) & mask) >= ((slot - empty) & mask)) {
                slots[empty] = slots[slot];
                empty = slot;
            }
            slot = (slot + 1) & mask;
        }
        slots[empty] = 0;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        tracks = Arrays.copyOf(tracks, slots.length / 2);
        for (int number = 0; number < size; number++) {
            slots[slot(tracks[number])] = number + 1;
        }
    }
}
