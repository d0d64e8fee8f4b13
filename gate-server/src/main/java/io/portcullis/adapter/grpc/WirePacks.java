package io.portcullis.adapter.grpc;

import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.HealthRule.Side;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackSignal;
import io.portcullis.v1.PackHealthRule;
import io.portcullis.v1.PackScrape;
import io.portcullis.v1.PackSeries;

/** Signal packs on the wire. */
final class WirePacks {

    private WirePacks() {}

    static io.portcullis.v1.Pack pack(Pack pack) {
        var wire =
                io.portcullis.v1.Pack.newBuilder()
                        .setPack(pack.name())
                        .setTitle(pack.title())
                        .setAbout(pack.about())
                        .addAllVersions(pack.versions())
                        .setArms(pack.arms())
                        .addAllCannotTell(pack.cannotTell())
                        .setAlive(pack.alive().orElse(""))
                        .setOrigin(pack.origin());
        pack.scrapes()
                .forEach(scrape ->
                        wire.addScrapes(
                                PackScrape.newBuilder()
                                        .setEndpoint(scrape.endpoint())
                                        .setWhat(scrape.what())));
        pack.signals().forEach(signal -> wire.addSignals(signal(signal)));
        pack.health().forEach(rule -> wire.addHealthRules(rule(rule)));
        return wire.build();
    }

    private static io.portcullis.v1.PackSignal signal(PackSignal signal) {
        var wire =
                io.portcullis.v1.PackSignal.newBuilder()
                        .setSignal(signal.name())
                        .setKind(signal.kind().name())
                        .setOnLinks(signal.place() == Scope.LINK)
                        .setTells(signal.tells())
                        .setCannotTell(signal.cannotTell())
                        .setRung(signal.rung().letter())
                        .putAllSettings(signal.settings())
                        .setSince(signal.versions().since().orElse(""))
                        .setUntil(signal.versions().until().orElse(""))
                        .setNeeds(signal.needs());
        signal.series()
                .forEach((part, selector) ->
                        wire.addSeries(
                                PackSeries.newBuilder()
                                        .setPart(part.key())
                                        .setSelector(selector)
                                        .setType(part.type().name())
                                        .setLazy(signal.lazy().contains(part))));
        return wire.build();
    }

    private static PackHealthRule rule(HealthRule rule) {
        return PackHealthRule.newBuilder()
                .setRule(rule.name())
                .setKind(rule.kind().name())
                .setTells(rule.tells())
                .setSeries(rule.series())
                .setOf(rule.of().orElse(""))
                .setReading(rule.reading().name())
                .setOver(rule.over().name())
                .setUnfitAbove(rule.limits().side() == Side.ABOVE)
                .setUnfitLimit(rule.limits().unfit())
                .setFitLimit(rule.limits().fit())
                .setAbsent(rule.absent().name())
                .setLazy(rule.lazy())
                .setEffect(rule.effect().name())
                .setSince(rule.versions().since().orElse(""))
                .setUntil(rule.versions().until().orElse(""))
                .setNeeds(rule.needs())
                .build();
    }
}
