package io.portcullis.adapter.grpc.relay;

import io.portcullis.v1.EdgeState;
import io.portcullis.v1.PublishedTrack;
import io.portcullis.v1.RelayEdge;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.ServedTrack;
import io.portcullis.v1.TrackDemand;

/**
 * Whether what a node sees obeys the rules of the proto files at first sight. There are thousands of
 * these records in a report, and evaluating the rules for each takes ten times as long as all the
 * rest; what is not plain here is held against the rules themselves.
 */
final class PlainRecords {

    private static final int RECORDS_MAX = 20_000;
    private static final int TRACK_MAX = 100;
    private static final int NODE_MAX = 100;
    private static final int REGION_MAX = 63;
    private static final int ERROR_MAX = 200;
    private static final int HOPS_MAX = 100;

    private PlainRecords() {}

    static boolean areIn(RelayReport report) {
        return report.getEdgesCount() <= RECORDS_MAX
                && report.getPublishedCount() <= RECORDS_MAX
                && report.getDemandCount() <= RECORDS_MAX
                && report.getServedCount() <= RECORDS_MAX
                && report.getEdgesList().stream().allMatch(PlainRecords::isPlain)
                && report.getPublishedList().stream().allMatch(PlainRecords::isPlain)
                && report.getDemandList().stream().allMatch(PlainRecords::isPlain)
                && report.getServedList().stream().allMatch(PlainRecords::isPlain);
    }

    private static boolean isPlain(RelayEdge edge) {
        return isName(edge.getTrack(), TRACK_MAX)
                && isRegion(edge.getSourceRegion())
                && isName(edge.getSourceNode(), NODE_MAX)
                && edge.getState() != EdgeState.EDGE_STATE_UNSPECIFIED
                && edge.getState() != EdgeState.UNRECOGNIZED
                && edge.getHops() >= 0
                && edge.getHops() <= HOPS_MAX
                && edge.getError().length() <= ERROR_MAX;
    }

    private static boolean isPlain(PublishedTrack track) {
        return isName(track.getTrack(), TRACK_MAX);
    }

    private static boolean isPlain(TrackDemand track) {
        return isName(track.getTrack(), TRACK_MAX);
    }

    private static boolean isPlain(ServedTrack track) {
        return isName(track.getTrack(), TRACK_MAX)
                && isRegion(track.getDestinationRegion())
                && isName(track.getDestinationNode(), NODE_MAX);
    }

    /** A character beyond the basic plane is one to the rules and two here: never the other way. */
    private static boolean isName(String name, int max) {
        return !name.isEmpty() && name.length() <= max;
    }

    private static boolean isRegion(String name) {
        int length = name.length();
        if (length == 0 || length > REGION_MAX) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean inner = i > 0 && i < length - 1;
            if (!isPlain(name.charAt(i)) && !(inner && name.charAt(i) == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
    }
}
