package io.portcullis.kernel.analysis.statistics;

import java.util.List;

/**
 * Which base streams each group sums; a single stream is a group of one (analysis 2.1). Immutable.
 */
public final class Groups {

    private final int streamCount;
    private final int[][] members;

    private Groups(int streamCount, int[][] members) {
        this.streamCount = streamCount;
        this.members = members;
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

    public int size(int group) {
        return members[group].length;
    }

    public int member(int group, int index) {
        return members[group][index];
    }
}
