package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;

/**
 * A cell before its arms are known: evidence that comes before a rollout cannot say yet which of its
 * versions will be the new one.
 */
public sealed interface VersionedCell {

    SignalName signal();

    Place place();

    /** The region that counted: for a link its destination. */
    Region countedIn();

    /** What is known of the server that counted. */
    Origin counting();

    /** The same for a part of the signal. */
    default VersionedCell part(String part) {
        return switch (this) {
            case InRegion(var signal, var region, var origin) ->
                    new InRegion(signal.part(part), region, origin);
            case OnLink(var signal, var link, var source, var destination) ->
                    new OnLink(signal.part(part), link, source, destination);
        };
    }

    /** What happened in a region, on servers of one origin. */
    record InRegion(SignalName signal, Region region, Origin origin) implements VersionedCell {
        @Override
        public Place place() {
            return region;
        }

        @Override
        public Region countedIn() {
            return region;
        }

        @Override
        public Origin counting() {
            return origin;
        }
    }

    /** What happened on a link, counted at its destination. */
    record OnLink(SignalName signal, Link link, Origin source, Origin destination)
            implements VersionedCell {
        @Override
        public Place place() {
            return link;
        }

        @Override
        public Region countedIn() {
            return link.destination();
        }

        @Override
        public Origin counting() {
            return destination;
        }
    }
}
