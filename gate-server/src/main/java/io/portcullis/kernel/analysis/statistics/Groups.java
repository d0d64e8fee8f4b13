package io.portcullis.kernel.analysis.statistics;

import java.util.List;

/**
 * Which base streams each group sums; a single stream is a group of one (analysis 2.1). Immutable.
 */
public final class Groups {

    private final int streamCount;
    private final int[][] members;
    private final int[][] groupsOf;

    private Groups(int streamCount, int[][] members) {
        this.streamCount = streamCount;
        this.members = members;
        groupsOf = inverse(streamCount, members);
    }

    private static int[][] inverse(int streamCount, int[][] members) {
        var counts = new int[streamCount];
        for (int[] group : members) {
            for (int stream : group) {
                counts[stream]++;
            }
        }
        var groupsOf = new int[streamCount][];
        for (int stream = 0; stream < streamCount; stream++) {
            groupsOf[stream] = new int[counts[stream]];
        }
        for (int group = members.length - 1; group >= 0; group--) {
            for (int stream : members[group]) {
                groupsOf[stream][--counts[stream]] = group;
            }
        }
        return groupsOf;
    }

    /**
     * Groups over streams 0 to streamCount-1.
     *
     * @param members per group its streams, ascending
     */
    public static Groups of(int streamCount, List<int[]> members) {
        for (int[] group : members) {
            int previous = -1;
            for (int stream : group) {
                if (stream <= previous || stream >= streamCount) {
                    throw new IllegalArgumentException(
                            "member is " + stream + "; must ascend and be below " + streamCount);
                }
                previous = stream;
            }
        }
        return new Groups(streamCount, members.stream().map(int[]::clone).toArray(int[][]::new));
    }

    public int streamCount() {
        return streamCount;
    }

    public int count() {
        return members.length;
    }

    /** The groups a stream belongs to, ascending; not to be changed. */
    int[] of(int stream) {
        return groupsOf[stream];
    }

    /** The streams of a group, ascending; not to be changed. */
    int[] members(int group) {
        return members[group];
    }

    public int size(int group) {
        return members[group].length;
    }

    public int member(int group, int index) {
        return members[group][index];
    }
}
