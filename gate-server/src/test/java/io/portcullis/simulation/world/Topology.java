package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where the service runs.
 *
 * @param senders regions with requests that send to every other region
 * @param receivers where links end, one per sender: the senders themselves, or, where the other end
 *     of links is not part of the release, places of their own that never hold a canary, so that
 *     each link has one arm pair (the 170 groups of analysis section 4)
 */
public record Topology(List<Region> senders, List<Region> receivers) {

    public Topology {
        senders = List.copyOf(senders);
        receivers = List.copyOf(receivers);
    }

    /** One arm pair per link: the new version only sends. */
    public static Topology onePair(int regions) {
        return new Topology(named("r", regions), named("relay", regions));
    }

    /** Three arm pairs per link: the new version sends and receives. */
    public static Topology threePairs(int regions) {
        return new Topology(named("r", regions), named("r", regions));
    }

    private static List<Region> named(String name, int regions) {
        return IntStream.rangeClosed(1, regions)
                .mapToObj(number -> new Region("%s%02d".formatted(name, number)))
                .toList();
    }

    /** Every place a region is known by. */
    public SortedSet<Region> regions() {
        var all = new TreeSet<>(senders);
        all.addAll(receivers);
        return all;
    }

    /** Each sender with the receivers of the others. */
    public SortedSet<Link> links() {
        var links = new TreeSet<Link>();
        for (int from = 0; from < senders.size(); from++) {
            for (int to = 0; to < receivers.size(); to++) {
                if (from != to) {
                    links.add(new Link(senders.get(from), receivers.get(to)));
                }
            }
        }
        return links;
    }

    /** The sender that belongs to a receiver; a sender itself. */
    int indexOf(Region region) {
        int sender = senders.indexOf(region);
        return sender < 0 ? receivers.indexOf(region) : sender;
    }
}
