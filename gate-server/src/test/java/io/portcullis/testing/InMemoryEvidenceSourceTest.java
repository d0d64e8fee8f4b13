package io.portcullis.testing;

import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceSourceContract;
import java.time.Instant;

final class InMemoryEvidenceSourceTest extends EvidenceSourceContract {

    private final InMemoryEvidenceSource source = new InMemoryEvidenceSource(REGION, DELAY);

    @Override
    protected EvidenceSource source() {
        return source;
    }

    @Override
    protected void scraped(String target, String version, Instant at, Totals totals) {
        for (Part part : Part.values()) {
            source.sample(target, cell(version), part, at, totals.of(part));
        }
    }

    @Override
    protected void breakIt() {
        source.reachable(false);
    }
}
