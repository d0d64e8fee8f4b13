package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Fall;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.FakePrometheus.Answer;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusRegionSignSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region EU_WEST = new Region("eu-west");

    private final FakePrometheus store = new FakePrometheus(NOW);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @AfterEach
    void close() {
        http.close();
        store.close();
    }

    @Test
    void serverThatIsUpIsASignOfLifeOfTheTimeItWasScraped() {
        up("1795374000.5");

        assertThat(signs().aliveAt()).contains(Instant.ofEpochMilli(1_795_374_000_500L));
    }

    @Test
    void storeWithoutAnyServerThatIsUpIsNoSignOfLife() {
        store.answer("max(timestamp(up)", Answer.json(vector("")));

        assertThat(signs().aliveAt()).isEmpty();
    }

    @Test
    void sessionsOfAllServersAreAddedUpOverTheLastMinutes() {
        up("1795374000");
        for (int back = 210; back >= 0; back -= 15) {
            double left = back >= 60 ? 400 : 0;
            sample("livekit_participant_total", "a", back, left);
            sample("livekit_participant_total", "b", back + 7, left);
            sample("livekit_room_total", "a", back, 10);
        }

        List<SessionLevel> levels = signs().sessions();

        assertThat(levels.getFirst().sessions()).isEqualTo(810);
        assertThat(levels.getFirst().at()).isBeforeOrEqualTo(NOW.minusSeconds(120));
        assertThat(levels.getLast()).isEqualTo(new SessionLevel(NOW, 10));
        assertThat(levels).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void serverThatIsNoLongerScrapedCountsForNothing() {
        up("1795374000");
        for (int back = 210; back >= 0; back -= 15) {
            sample("livekit_participant_total", "a", back, 5);
            if (back >= 90) {
                sample("livekit_participant_total", "b", back, 100);
            }
        }

        assertThat(signs().sessions().getLast().sessions()).isEqualTo(5);
    }

    @Test
    void serversThatAreAllGoneFromAStoreThatLivesCarryNothing() {
        up("1795373998");
        down("{\"job\":\"node\",\"instance\":\"a\"}");
        goneFor(40);

        List<SessionLevel> levels = signs().sessions();

        assertThat(levels).contains(new SessionLevel(NOW.minusSeconds(40), 400));
        assertThat(levels.getLast()).isEqualTo(new SessionLevel(NOW.minusSeconds(2), 0));
    }

    @Test
    void serversThatAreGoneCarryNothingForAsLongAsTheStoreLives() {
        var source = source();
        goneFor(40);
        up("1795373998");
        down("");
        assertThat(signs(source, NOW).sessions().getLast().sessions()).isZero();

        Instant later = NOW.plus(Duration.ofMinutes(10));
        up(Long.toString(later.getEpochSecond() - 3));
        assertThat(signs(source, later).sessions())
                .containsExactly(new SessionLevel(later.minusSeconds(3), 0));

        down("{\"job\":\"media\",\"instance\":\"a\"}");
        assertThat(signs(source, later).sessions()).isEmpty();
        down("");
        Instant tomorrow = NOW.plus(Fall.FORGET_AFTER);
        up(Long.toString(tomorrow.getEpochSecond()));
        assertThat(signs(source, tomorrow).sessions()).isEmpty();
    }

    @Test
    void whoNeverSawServersKnowsNothingOfThem() {
        up("1795374000");
        down("");

        assertThat(signs().sessions()).isEmpty();
    }

    @Test
    void serversThatMissedAScrapeAreNotGone() {
        up("1795374000");
        down("");
        goneFor(25);

        assertThat(signs().sessions().getLast())
                .isEqualTo(new SessionLevel(NOW.minusSeconds(25), 400));
    }

    @Test
    void serversThatCannotBeScrapedAreNotGone() {
        up("1795374000");
        down("{\"job\":\"media\",\"instance\":\"a\"}");
        goneFor(40);

        assertThat(signs().sessions().getLast())
                .isEqualTo(new SessionLevel(NOW.minusSeconds(40), 400));
    }

    /** Whoever cannot be scraped for long is no longer among those that told something lately. */
    @Test
    void serversOfAJobOfWhichAnyCannotBeScrapedAreNotGone() {
        up("1795374000");
        down("{\"job\":\"media\",\"instance\":\"another\"}");
        goneFor(40);

        assertThat(signs().sessions().getLast())
                .isEqualTo(new SessionLevel(NOW.minusSeconds(40), 400));
    }

    /** As recording rules leave them. */
    @ParameterizedTest
    @ValueSource(strings = {"job", "instance"})
    void sumsThatNameNoServerAreNotGoneWhileAnythingCannotBeScraped(String dropped) {
        var labels = new HashMap<String, String>();
        labels.put("__name__", "livekit_participant_total");
        labels.put("job", "sums");
        labels.put("instance", "sums");
        labels.remove(dropped);
        for (int back = 210; back >= 40; back -= 15) {
            store.sample(labels, NOW.minusSeconds(back), 400);
        }
        up("1795374000");

        down("{\"job\":\"media\",\"instance\":\"a\"}");
        assertThat(signs().sessions().getLast().sessions()).isEqualTo(400);
        down("");
        assertThat(signs().sessions().getLast().sessions()).isZero();
    }

    @Test
    void storeThatDoesNotSayWhichServersAreDownSaysNothingOfThoseThatAreSilent() {
        up("1795374000");
        store.answer("up == 0", Answer.of(503, "text/plain", "busy"));
        goneFor(40);

        assertThat(signs().sessions().getLast().sessions()).isEqualTo(400);
    }

    @Test
    void storeThatDoesNotLiveSaysNothingOfServersThatAreGone() {
        store.answer("max(timestamp(up)", Answer.json(vector("")));
        down("");
        goneFor(40);

        assertThat(signs().sessions().getLast().sessions()).isEqualTo(400);
    }

    /** A single server, scraped every 15 s until then. */
    private void goneFor(int seconds) {
        for (int back = 210; back >= seconds; back -= 15) {
            sample("livekit_participant_total", "a", back, 400);
        }
        sample("livekit_participant_total", "a", seconds, 400);
    }

    private void down(String labels) {
        store.answer(
                "up == 0",
                Answer.json(
                        vector(
                                labels.isEmpty()
                                        ? ""
                                        : "{\"metric\":" + labels + ",\"value\":[1,\"0\"]}")));
    }

    @Test
    void partOfTheGaugesIsNoLevelAtAll() {
        up("1795374000");
        sample("livekit_participant_total", "a", 5, 400);
        store.answer("livekit_room_total", Answer.of(503, "text/plain", "busy"));

        assertThat(signs().sessions()).isEmpty();
        assertThat(signs().aliveAt()).isPresent();
    }

    @Test
    void regionClaimsWhatHalfOfItsServersSay() {
        up("1795374000");
        sample("region_isolated", "a", 5, 1);
        sample("region_isolated", "b", 3, 0);
        sample("region_isolated", "c", 9, 0);
        assertThat(signs().claim()).contains(new Claim(NOW.minusSeconds(3), Claim.Says.CONNECTED));

        sample("region_isolated", "c", 1, 1);

        assertThat(signs().claim()).contains(new Claim(NOW.minusSeconds(1), Claim.Says.ISOLATED));
    }

    @Test
    void loadAndCapacityAreThoseOfNow() {
        up("1795374000");
        sample("load", "a", 5, 30);
        sample("load", "b", 5, 20);
        sample("room", "a", 5, 100);

        assertThat(signs().load()).hasValue(50);
        assertThat(signs().capacity()).hasValue(100);
    }

    @Test
    void storeThatDoesNotAnswerGivesNoSigns() {
        store.answer("", Answer.of(502, "text/plain", "gone"));

        assertThat(signs()).isEqualTo(RegionSigns.NONE);
    }

    private RegionSigns signs() {
        return signs(source(), NOW);
    }

    private static RegionSigns signs(PrometheusRegionSignSource source, Instant now) {
        var signs = source.signs(now);
        assertThat(signs).containsOnlyKeys(EU_WEST);
        return signs.getOrDefault(EU_WEST, RegionSigns.NONE);
    }

    private PrometheusRegionSignSource source() {
        return new PrometheusRegionSignSource(
                http,
                List.of(PrometheusEndpoint.of(EU_WEST, store.url())),
                new RegionSelectors(
                        List.of(
                                new Selector("livekit_participant_total"),
                                new Selector("livekit_room_total")),
                        Optional.of(new Selector("region_isolated")),
                        Optional.of(new Selector("load")),
                        Optional.of(new Selector("room"))),
                new SettableClock(NOW),
                Duration.ofSeconds(20));
    }

    private void up(String seconds) {
        store.answer(
                "max(timestamp(up)",
                Answer.json(vector("{\"metric\":{},\"value\":[1,\"" + seconds + "\"]}")));
    }

    private static String vector(String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + result
                + "]}}";
    }

    private void sample(String gauge, String server, int secondsAgo, double value) {
        store.sample(
                Map.of("__name__", gauge, "job", "media", "instance", server),
                NOW.minusSeconds(secondsAgo),
                value);
    }
}
