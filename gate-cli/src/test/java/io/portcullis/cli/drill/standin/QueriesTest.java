package io.portcullis.cli.drill.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.standin.Scrapes.Scrape;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueriesTest {
    private static final Map<String, String> CONSUMERS =
            Map.of("__name__", "consumers", "job", "broker", "instance", "a", "queue", "one");
    private static final Map<String, String> MORE =
            Map.of("__name__", "consumers", "job", "broker", "instance", "a", "queue", "two");

    private final Scrapes scrapes = new Scrapes();
    private final Queries queries = new Queries(scrapes);

    @Test
    void rangeHasTheSamplesOfItsTime() {
        scrapes.add(new Scrape(1_000, Map.of(CONSUMERS, 1.0)));
        scrapes.add(new Scrape(2_000, Map.of(CONSUMERS, 2.0)));
        scrapes.add(new Scrape(3_000, Map.of(CONSUMERS, 3.0)));

        assertThat(answer("consumers[1000ms]", 2_500))
                .contains("\"values\":[[2.0,\"2.0\"]]")
                .doesNotContain("\"3.0\"");
    }

    @Test
    void mostIsTheGreatestSumAtOneMoment() {
        scrapes.add(new Scrape(1_000, Map.of(CONSUMERS, 30.0, MORE, 1.0)));
        scrapes.add(new Scrape(2_000, Map.of(CONSUMERS, 0.0, MORE, 20.0)));

        assertThat(answer("max_over_time(sum by (job,instance,pod) (consumers)[3600s:30s])", 3_000))
                .contains("\"job\":\"broker\"", "\"31.0\"")
                .doesNotContain("queue");
        assertThat(answer("max_over_time(sum(consumers{queue=\"two\"})[3600s:30s])", 3_000))
                .contains("\"metric\":{}", "\"20.0\"");
    }

    @Test
    void matchersSelect() {
        assertThat(Queries.selected("consumers{queue=\"one\"}").test(CONSUMERS)).isTrue();
        assertThat(Queries.selected("consumers{queue!=\"one\"}").test(CONSUMERS)).isFalse();
        assertThat(Queries.selected("{job=~\"bro.*|x\"}").test(CONSUMERS)).isTrue();
        assertThat(Queries.selected("consumers{job!~\"bro.*\"}").test(CONSUMERS)).isFalse();
        assertThat(Queries.selected("messages").test(CONSUMERS)).isFalse();
    }

    @Test
    void doesNotKnowOtherQueries() {
        assertThat(queries.answer("rate(consumers[1m])", 1_000)).isEmpty();
    }

    private String answer(String query, long atMillis) {
        return queries.answer(query, atMillis).orElseThrow().toString();
    }
}
