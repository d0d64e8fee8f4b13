package io.portcullis.testing;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.SeriesSource;
import io.portcullis.port.SeriesSourceContract;
import java.time.Instant;

final class InMemorySeriesSourceTest extends SeriesSourceContract {

    private final InMemorySeriesSource source = new InMemorySeriesSource(new Region("eu"));

    @Override
    protected SeriesSource source() {
        return source;
    }

    @Override
    protected void scraped(Instant at, String instance, Exposition answer) {
        source.scraped(at, "broker", instance, answer);
    }

    @Override
    protected void breakDown() {
        source.breakDown("broken");
    }
}
