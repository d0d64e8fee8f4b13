package io.portcullis.app.intake;

import io.portcullis.app.intake.RelayReport.Count;
import io.portcullis.app.intake.RelayReport.Result;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a relay node's counts as running totals of cells. */
final class RelayCounts {

    private final ServiceDefinition service;

    RelayCounts(ServiceDefinition service) {
        this.service = service;
    }

    /** Why a count cannot be taken; empty when it can. */
    Optional<String> rejection(RelayHello hello, Count count) {
        var signal = signal(count);
        if (signal.isEmpty()) {
            return Optional.of(
                    "signal is " + count.signal() + "; " + service.name() + " has no such signal");
        }
        boolean onLink = signal.get().scope() == Scope.LINK;
        if (count.sourceRegion().isEmpty()) {
            return onLink
                    ? Optional.of(
                            "source_region is empty; "
                                    + count.signal()
                                    + " is counted on links and needs one")
                    : Optional.empty();
        }
        if (!onLink) {
            return Optional.of(
                    "source_region is "
                            + count.sourceRegion().get()
                            + "; "
                            + count.signal()
                            + " is counted in regions and must have none");
        }
        return linkRejection(hello, count.sourceRegion().get());
    }

    private Optional<String> linkRejection(RelayHello hello, Region source) {
        boolean known =
                !source.equals(hello.region())
                        && service.links().contains(new Link(source, hello.region()));
        return known
                ? Optional.empty()
                : Optional.of(
                        "source_region is "
                                + source
                                + "; "
                                + service.name()
                                + " has no link from there to "
                                + hello.region());
    }

    /**
     * The totals of a count that can be taken: none when it is neither good nor bad.
     *
     * @param source origin of the far node
     */
    List<PushedTotal> totals(RelayHello hello, Count count, Origin source, Instant at) {
        if (count.result() == Result.CANCELLED) {
            return List.of();
        }
        var cell = cell(hello, count, source);
        boolean bad = count.result() != Result.OK;
        boolean rate = signal(count).filter(it -> it.kind() == SignalKind.RATE).isPresent();
        if (!rate) {
            var share = bad ? Share.TOTAL_AND_BAD : Share.TOTAL;
            return List.of(total(hello, count, cell, share, at));
        }
        var exposure = total(hello, count, cell, Share.TOTAL, at);
        return bad
                ? List.of(exposure, total(hello, count, cell, Share.BAD, at))
                : List.of(exposure);
    }

    private static PushedTotal total(
            RelayHello hello, Count count, VersionedCell cell, Share share, Instant at) {
        boolean exposure = share == Share.TOTAL && count.exposure() > 0;
        return new PushedTotal(
                List.of(
                        count.sourceRegion().map(Region::name).orElse(""),
                        count.sourceNode(),
                        count.signal().value(),
                        count.result().name(),
                        exposure ? "exposure" : "count"),
                hello.epoch(),
                exposure ? count.exposure() : count.count(),
                at,
                cell,
                share);
    }

    private static VersionedCell cell(RelayHello hello, Count count, Origin source) {
        return count.sourceRegion()
                .<VersionedCell>map(from ->
                        new VersionedCell.OnLink(
                                count.signal(),
                                new Link(from, hello.region()),
                                source,
                                hello.origin()))
                .orElseGet(() ->
                        new VersionedCell.InRegion(count.signal(), hello.region(), hello.origin()));
    }

    private Optional<SignalDefinition> signal(Count count) {
        return service.signals().stream()
                .filter(signal -> signal.name().equals(count.signal()))
                .findFirst();
    }
}
