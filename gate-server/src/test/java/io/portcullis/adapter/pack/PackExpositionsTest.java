package io.portcullis.adapter.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackSignal;
import io.portcullis.kernel.pack.PackSignal.Part;
import io.portcullis.testing.Exposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every selector of a pack finds its series where they were recorded, of the type the pack takes them
 * for, and from the beginning unless it says that they are lazy.
 */
final class PackExpositionsTest {

    /** What no recording has: that nobody could bring about, or that this version lacks. */
    private static final Set<String> NOT_RECORDED =
            Set.of(
                    "livekit webhooks TOTAL",
                    "livekit webhooks BAD",
                    "redis replica-link",
                    "envoy configuration");

    private static final List<Recorded> RECORDED =
            List.of(
                    new Recorded("livekit", "1.9.12", "fault", "fault-given-up"),
                    new Recorded(
                            "rabbitmq", "3.10.8", "fault-consumers-gone", "fault-memory-alarm"),
                    new Recorded("redis", "", "fault-rejected-connections"),
                    new Recorded("postgresql", "0.11", "fault-connections"),
                    new Recorded("nginx", "", "load"),
                    new Recorded("livepeer", "", "fault"),
                    new Recorded("ingress-nginx", "", "fault"),
                    new Recorded("envoy", "", "fault"),
                    new Recorded("istio", "", "fault"),
                    new Recorded("grpc", "", "fault"),
                    new Recorded("kube-state-metrics", "", "fault"));

    @Test
    void everyPackHasARecording() {
        assertThat(RECORDED)
                .extracting(Recorded::pack)
                .containsExactlyInAnyOrderElementsOf(PackFiles.packs().keySet());
    }

    @ParameterizedTest
    @MethodSource("signals")
    void aSignalFindsItsSeries(Recorded recorded, PackSignal signal) {
        signal.series()
                .forEach((part, selector) -> {
                    String what = recorded.pack() + " " + signal.name() + " " + part;
                    if (NOT_RECORDED.contains(what) || !selector.matches("[a-zA-Z_:{].*")) {
                        return;
                    }
                    var found = recorded.busy().flatMap(it -> it.find(selector).stream()).toList();
                    if (found.isEmpty() && signal.lazy().contains(part)) {
                        assertThat(recorded.names()).as(what).contains(name(selector));
                    } else {
                        assertThat(found).as(what).isNotEmpty();
                    }
                    assertThat(recorded.types(selector)).as(what).isSubsetOf(possible(part.type()));
                });
    }

    @ParameterizedTest
    @MethodSource("signals")
    void whatIsLazyAppearsWithTheFirstEvent(Recorded recorded, PackSignal signal) {
        var idle = recorded.exposition("idle");
        signal.series()
                .forEach((part, selector) -> {
                    String what = recorded.pack() + " " + signal.name() + " " + part;
                    if (selector.matches("[a-zA-Z_:{].*")) {
                        assertThat(idle.find(selector).isEmpty())
                                .as(what + " is lazy")
                                .isEqualTo(signal.lazy().contains(part));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFindsItsSeries(Recorded recorded, HealthRule rule) {
        String what = recorded.pack() + " " + rule.name();
        if (NOT_RECORDED.contains(what)) {
            assertThat(rule.lazy()).as(what).isTrue();
            return;
        }
        var selectors = new ArrayList<>(List.of(rule.series()));
        rule.of().ifPresent(selectors::add);
        for (String selector : selectors) {
            assertThat(recorded.busy().flatMap(it -> it.find(selector).stream()))
                    .as(what + ": " + selector)
                    .isNotEmpty();
            PackSignal.Type type =
                    rule.reading() == HealthRule.Reading.PER_SECOND
                            ? PackSignal.Type.COUNTER
                            : PackSignal.Type.GAUGE;
            assertThat(recorded.types(selector)).as(what).isSubsetOf(possible(type));
            assertThat(recorded.exposition("idle").find(selector).isEmpty())
                    .as(what + " is lazy")
                    .isEqualTo(rule.lazy());
        }
    }

    @Test
    void whatIsAliveIsThereWithoutWork() {
        for (Recorded recorded : RECORDED) {
            PackFiles.packs()
                    .get(recorded.pack())
                    .alive()
                    .ifPresent(alive ->
                            assertThat(recorded.exposition("idle").find(alive))
                                    .as(recorded.pack())
                                    .isNotEmpty());
        }
    }

    @Test
    void aSubscriberOfATrackNobodyHasWaitsInThePendingRatioAlone() {
        Pack livekit = PackFiles.packs().get("livekit");
        var signal = livekit.signals().getFirst();
        var load = Exposition.of("livekit", "load");
        var fault = Exposition.of("livekit", "fault");

        double tried = gained(load, fault, signal.series().get(Part.TOTAL));
        double settled = gained(load, fault, signal.series().get(Part.SETTLED));
        double failed = gained(load, fault, "livekit_track_subscribe_counter{state=\"failure\"}");

        assertThat(tried - settled).isEqualTo(20);
        assertThat(failed).isZero();
    }

    private static double gained(Exposition before, Exposition after, String selector) {
        return sum(after, selector) - sum(before, selector);
    }

    private static double sum(Exposition exposition, String selector) {
        return exposition.find(selector).stream().mapToDouble(Exposition.Series::value).sum();
    }

    private static Set<String> possible(PackSignal.Type type) {
        return switch (type) {
            case COUNTER -> Set.of("counter", "untyped", "unknown");
            case GAUGE -> Set.of("gauge", "untyped", "unknown");
            case HISTOGRAM -> Set.of("histogram");
        };
    }

    private static String name(String selector) {
        return selector.replaceAll("\\{.*", "");
    }

    static Stream<Arguments> signals() {
        return RECORDED.stream()
                .flatMap(recorded ->
                        recorded.files().signals(recorded.version()).stream()
                                .map(signal -> Arguments.of(recorded, signal)));
    }

    static Stream<Arguments> rules() {
        return RECORDED.stream()
                .flatMap(recorded ->
                        recorded.files().health(recorded.version()).stream()
                                .map(rule -> Arguments.of(recorded, rule)));
    }

    /** A pack's recordings: idle, load and these. */
    record Recorded(String pack, Optional<String> version, List<String> faults) {

        Recorded(String pack, String version, String... faults) {
            this(pack, Optional.of(version).filter(it -> !it.isEmpty()), List.of(faults));
        }

        Pack files() {
            return PackFiles.packs().get(pack);
        }

        Exposition exposition(String name) {
            return Exposition.of(pack, name);
        }

        Stream<Exposition> busy() {
            return Stream.concat(Stream.of("load"), faults.stream()).map(this::exposition);
        }

        Set<String> names() {
            var names = new TreeSet<String>();
            busy().forEach(one ->
                    one.find("{__name__=~\".+\"}")
                            .forEach(series -> names.add(series.labels().get("__name__"))));
            return names;
        }

        Set<String> types(String selector) {
            var types = new TreeSet<String>();
            busy().forEach(one ->
                    one.find(selector)
                            .forEach(series ->
                                    types.add(one.type(series).toLowerCase(Locale.ROOT))));
            return types;
        }

        @Override
        public String toString() {
            return pack;
        }
    }
}
