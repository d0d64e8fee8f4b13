package io.portcullis.port.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link RegionSignSource} must do. */
public abstract class RegionSignSourceContract {

    protected static final Region EU_WEST = new Region("eu-west");
    protected static final Region US_EAST = new Region("us-east");

    /** Of a world in which neither region lives yet. */
    protected abstract RegionSignSource source();

    /** From now on it lives, as seen at the next look. */
    protected abstract void begin(Region region) throws Exception;

    /** From now on it does not live, as seen at the next look. */
    protected abstract void end(Region region) throws Exception;

    /** It gets later from look to look. */
    protected abstract Instant now();

    @Test
    void tellsOfEveryRegionItIsSetUpForAliveOrNot() throws Exception {
        var source = source();

        assertThat(source.signs(now())).containsOnlyKeys(EU_WEST, US_EAST);
        begin(EU_WEST);

        assertThat(source.signs(now())).containsOnlyKeys(EU_WEST, US_EAST);
    }

    @Test
    void regionThatNeverLivedShowsNothing() {
        assertThat(look(source(), EU_WEST)).isEqualTo(RegionSigns.NONE);
    }

    @Test
    void regionThatLivesShowsSinceWhenThatIsKnown() throws Exception {
        var source = source();
        begin(EU_WEST);

        var seen = look(source, EU_WEST);

        assertThat(seen.aliveAt()).get().satisfies(at -> assertThat(at).isBeforeOrEqualTo(now()));
    }

    @Test
    void regionThatIsGoneHidesNoOther() throws Exception {
        var source = source();
        begin(EU_WEST);

        assertThat(look(source, US_EAST)).isEqualTo(RegionSigns.NONE);
        assertThat(look(source, EU_WEST).aliveAt()).isPresent();
    }

    @Test
    void regionThatIsGoneShowsNothingNewerUntilItIsBack() throws Exception {
        var source = source();
        begin(EU_WEST);
        assertThat(look(source, EU_WEST).aliveAt()).isPresent();

        end(EU_WEST);
        Instant gone = now();
        assertThat(look(source, EU_WEST).aliveAt().filter(at -> at.isAfter(gone))).isEmpty();
        begin(EU_WEST);

        assertThat(look(source, EU_WEST).aliveAt())
                .get()
                .satisfies(at -> assertThat(at).isAfter(gone));
    }

    /** The second of two: a source may answer with what it asked for at the look before. */
    private RegionSigns look(RegionSignSource source, Region region) {
        assertThat(source.signs(now())).containsKey(region);
        return source.signs(now()).getOrDefault(region, RegionSigns.NONE);
    }
}
