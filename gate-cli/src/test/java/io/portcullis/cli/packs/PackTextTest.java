package io.portcullis.cli.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.Pack;
import io.portcullis.v1.PackHealthRule;
import io.portcullis.v1.PackScrape;
import io.portcullis.v1.PackSeries;
import io.portcullis.v1.PackSignal;
import org.junit.jupiter.api.Test;

/** What people read of a pack. */
final class PackTextTest {

    @Test
    void explainsSignalsAndRules() {
        assertThat(String.join("\n", PackText.lines(broker())))
                .isEqualTo(
                        """
                        broker: A broker
                        What it says of itself.
                          scrape       :15692/metrics, its plugin
                          cannot tell  Which queue.
                          names        Recorded from it.

                        deliveries  RATIO, high is worse  rung a, where the work arrives  since 3.9
                          Deliveries that come to no end.
                          total        delivered_total{a="b"}  (counter)
                          settled      acked_total  (counter, appears with the first event)

                        Unfit for those that depend on it
                          alive        broker_build_info

                        memory  DEPENDENCY  HOLD
                          Memory is near its limit.
                          series       memory_bytes
                          divided by   memory_limit_bytes
                          unfit        above 0.9, fit again at 0.8; the worst server decides
                          when gone    unknown, never fit\
                        """);
    }

    @Test
    void breaksLongLinesButNoSelector() {
        String selector = "metric{label=~\"" + "one|".repeat(60) + "other\"}";
        var pack =
                Pack.newBuilder()
                        .setPack("wide")
                        .setAbout("word ".repeat(60).strip())
                        .addSignals(
                                PackSignal.newBuilder()
                                        .addSeries(PackSeries.newBuilder().setSelector(selector)))
                        .build();

        var lines = PackText.lines(pack);

        assertThat(lines).anyMatch(line -> line.contains(selector));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("word"))
                .hasSize(3)
                .allMatch(line -> line.length() <= 100);
    }

    private static Pack broker() {
        return Pack.newBuilder()
                .setPack("broker")
                .setTitle("A broker")
                .setAbout("What it says of itself.")
                .setOrigin("Recorded from it.")
                .setAlive("broker_build_info")
                .addScrapes(
                        PackScrape.newBuilder().setEndpoint(":15692/metrics").setWhat("its plugin"))
                .addCannotTell("Which queue.")
                .addSignals(deliveries())
                .addHealthRules(memory())
                .build();
    }

    private static PackSignal.Builder deliveries() {
        return PackSignal.newBuilder()
                .setSignal("deliveries")
                .setKind("RATIO")
                .setRung("a")
                .setTells("Deliveries that come to no end.")
                .setSince("3.9")
                .addSeries(
                        PackSeries.newBuilder()
                                .setPart("total")
                                .setSelector("delivered_total{a=\"b\"}")
                                .setType("COUNTER"))
                .addSeries(
                        PackSeries.newBuilder()
                                .setPart("settled")
                                .setSelector("acked_total")
                                .setType("COUNTER")
                                .setLazy(true));
    }

    private static PackHealthRule.Builder memory() {
        return PackHealthRule.newBuilder()
                .setRule("memory")
                .setKind("DEPENDENCY")
                .setEffect("HOLD")
                .setTells("Memory is near its limit.")
                .setSeries("memory_bytes")
                .setOf("memory_limit_bytes")
                .setReading("NOW")
                .setOver("SERVER")
                .setUnfitAbove(true)
                .setUnfitLimit(0.9)
                .setFitLimit(0.8)
                .setAbsent("UNKNOWN");
    }
}
