package io.portcullis.cli.drill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.Tally;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RelayRecordsTest {
    private static final Series ACQUIRES =
            new Series("track-acquire", "us-west", "us-west-old-1", "1.5.1");

    @Test
    void tellsEverythingInASnapshotButNoEmptyCounts() {
        List<CountRecord> records =
                RelayRecords.counts(Map.of(ACQUIRES, new Tally(5, 0, 2, 0)), Map.of());

        assertThat(records)
                .extracting(CountRecord::getResult)
                .containsExactlyInAnyOrder(Result.RESULT_OK, Result.RESULT_TIMED_OUT);
    }

    @Test
    void tellsOnlyWhatChangedInADeltaAndTellsTotals() {
        List<CountRecord> records =
                RelayRecords.counts(
                        Map.of(ACQUIRES, new Tally(9, 1, 2, 0)),
                        Map.of(ACQUIRES, new Tally(5, 1, 2, 0)));

        assertThat(records)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getResult()).isEqualTo(Result.RESULT_OK);
                    assertThat(record.getCount()).isEqualTo(9);
                    assertThat(record.getSourceNode()).isEqualTo("us-west-old-1");
                });
    }
}
