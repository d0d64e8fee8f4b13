package io.portcullis.app.isolation;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What regions say of themselves by their relay nodes: what at least half of those say that spoke
 * lately, as with a gauge of their servers.
 */
final class RelayClaims {

    /** Later, nodes that say nothing more are taken for gone, or for others that never did. */
    private static final Duration SILENT_MAX = Duration.ofMinutes(10);

    private RelayClaims() {}

    static SortedMap<Region, Claim> of(
            SortedMap<Region, List<Claim>> nodes, Duration freshFor, Instant now) {
        var claims = new TreeMap<Region, Claim>();
        nodes.forEach((region, said) -> {
            var fresh = within(freshFor, said, now);
            if (!fresh.isEmpty()) {
                claims.put(region, new Claim(newest(fresh).at(), ofMost(fresh)));
                return;
            }
            // It is silent, which is not the same as saying nothing ever.
            var lately = within(SILENT_MAX, said, now);
            if (!lately.isEmpty()) {
                claims.put(region, newest(lately));
            }
        });
        return claims;
    }

    private static List<Claim> within(Duration age, List<Claim> said, Instant now) {
        return said.stream()
                .filter(it -> Duration.between(it.at(), now).abs().compareTo(age) <= 0)
                .toList();
    }

    private static Claim newest(List<Claim> said) {
        return said.stream().max(Comparator.comparing(Claim::at)).orElseThrow();
    }

    private static Claim.Says ofMost(List<Claim> said) {
        long isolated = said.stream().filter(it -> it.says() == Claim.Says.ISOLATED).count();
        return 2 * isolated >= said.size() ? Claim.Says.ISOLATED : Claim.Says.CONNECTED;
    }
}
