package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which regions are out of service by their own doing, and what share of the usual each carries. Not thread-safe. */
final class Withdrawals {
    /** Users are back in other regions within a minute, of looks of ten seconds. */
    private static final int MOVE_LOOKS = 6;

    private final Faults faults;
    private final List<String> regions;

    Withdrawals(Faults faults, List<String> regions) {
        this.faults = faults;
        this.regions = regions;
    }

    /** Regions that serve nobody in this look. */
    SortedSet<String> regions(long look) {
        SortedSet<String> withdrawn = new TreeSet<>();
        for (FaultText fault : faults.ofWithdrawal()) {
            if (faults.inForce(fault, look)) {
                withdrawn.addAll(fault.in());
                faults.met(look);
            }
        }
        return withdrawn;
    }

    /** Of what each region usually carries: 0 where it serves nobody; 1 where nothing is wrong. */
    SortedMap<String, Double> shares(long look) {
        SortedSet<String> withdrawn = regions(look);
        double moved = 0;
        for (FaultText fault : faults.ofWithdrawal()) {
            if (faults.inForce(fault, look)) {
                double part = Math.min(1, faults.looksIn(fault, look) / (double) MOVE_LOOKS);
                moved += part * fault.in().size();
            }
        }
        SortedMap<String, Double> shares = new TreeMap<>();
        for (String region : regions) {
            shares.put(
                    region,
                    withdrawn.contains(region)
                            ? 0
                            : 1 + moved / (regions.size() - withdrawn.size()));
        }
        return shares;
    }
}
