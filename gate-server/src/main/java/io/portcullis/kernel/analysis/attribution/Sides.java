package io.portcullis.kernel.analysis.attribution;

/**
 * By stream of the second comparator the places on either side, as positions.
 *
 * @param touched all arms of these are judged; none while its region is not touched, or nothing is
 *     untouched and the stream is of one region
 * @param untouched against these; none when the rollout has touched everything
 */
@SuppressWarnings("ArrayRecordComponent") // read in place, never compared
record Sides(int[][] touched, int[][] untouched) {

    /** Before the first stage nothing is touched. */
    static Sides none(int streams) {
        return new Sides(new int[streams][0], new int[streams][0]);
    }

    boolean isLive(int stream) {
        return touched[stream].length > 0;
    }

    boolean hasUntouched(int stream) {
        return untouched[stream].length > 0;
    }
}
