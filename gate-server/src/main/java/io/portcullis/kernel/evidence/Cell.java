package io.portcullis.kernel.evidence;

/** The finest unit of evidence: one signal at one place, by the arms that took part. */
public sealed interface Cell {

    SignalName signal();

    Place place();

    /** What happened in a region, on servers of one arm. */
    record InRegion(SignalName signal, Region region, Arm arm) implements Cell {
        @Override
        public Place place() {
            return region;
        }
    }

    /** What happened on a link, counted at its destination, by the arm of either end. */
    record OnLink(SignalName signal, Link link, Arm sourceArm, Arm destinationArm) implements Cell {
        @Override
        public Place place() {
            return link;
        }
    }
}
