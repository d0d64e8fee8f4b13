package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SelectorTest {

    @Test
    void refusesSelectorsThatAreMore() {
        assertThatThrownBy(() -> new Selector("rate(x[1m])"))
                .hasMessageContaining("without functions or sums");
        assertThatThrownBy(() -> new Selector("sum(x)"))
                .hasMessageContaining("without functions or sums");
        assertThatThrownBy(() -> new Selector("x{a=\"1\"} or up"))
                .hasMessageContaining("without functions or sums");
        assertThat(new Selector("http_requests_total{code=~\"5..\", path!='/}'}").text())
                .startsWith("http_requests_total");
    }
}
