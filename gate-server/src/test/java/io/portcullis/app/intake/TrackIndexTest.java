package io.portcullis.app.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testing.ForAllSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class TrackIndexTest {

    @ForAllSeeds(50)
    void findsWhatAListFinds(long seed) {
        var random = new Random(seed);
        var index = new TrackIndex();
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            // Names that collide: few values of the hash's low bits.
            String track = "TR_" + random.nextInt(200) * 64;
            int number = expected.indexOf(track);
            assertThat(index.find(track)).isEqualTo(number);
            if (number < 0) {
                assertThat(index.add(track)).isEqualTo(expected.size());
                expected.add(track);
            } else if (random.nextInt(3) > 0) {
                index.remove(number);
                expected.set(number, expected.getLast());
                expected.removeLast();
            }
            assertThat(index.size()).isEqualTo(expected.size());
        }
    }
}
