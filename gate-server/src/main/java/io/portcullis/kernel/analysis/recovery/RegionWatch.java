package io.portcullis.kernel.analysis.recovery;

import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;

/**
 * When a region is back (analysis 2.10): at the first look, recoveredFor or more after the old version
 * is alone, at which it is as before, now and at 80 % of the last recoveredFor looks.
 */
public final class RegionWatch {

    private static final double GOOD_SHARE_MIN = 0.8;

    private final boolean[] good;
    private boolean alone;
    private boolean recovered;
    private int looks;

    public RegionWatch(int recoveredForLooks) {
        good = new boolean[recoveredForLooks];
    }

    /** Begins a look; when the new version runs there again, the test starts anew. */
    public void begin(boolean nowAlone) {
        alone = nowAlone;
        recovered &= alone;
        looks = alone ? looks + 1 : 0;
    }

    public boolean isAlone() {
        return alone;
    }

    /** Ends a look at which the old version is alone. */
    public void look(boolean asBefore) {
        good[(looks - 1) % good.length] = asBefore;
        recovered |=
                asBefore && looks >= good.length && looksGood() >= GOOD_SHARE_MIN * good.length;
    }

    /** Looks since the old version is alone, this one included. */
    public int looks() {
        return looks;
    }

    /** Of the last recoveredFor looks those at which it was as before. */
    public int looksGood() {
        int count = 0;
        for (int look = 0; look < Math.min(looks, good.length); look++) {
            count += good[look] ? 1 : 0;
        }
        return count;
    }

    public RegionRecovery.Status status(boolean limitOver) {
        if (recovered) {
            return RegionRecovery.Status.RECOVERED;
        }
        if (!alone) {
            return RegionRecovery.Status.WAITING;
        }
        return limitOver ? RegionRecovery.Status.GAVE_UP : RegionRecovery.Status.NOT_YET;
    }

    public void write(StateWriter state) {
        for (boolean look : good) {
            state.write(look);
        }
        state.write(alone);
        state.write(recovered);
        state.write(looks);
    }

    public void read(StateReader state) {
        for (int look = 0; look < good.length; look++) {
            good[look] = state.readBoolean();
        }
        alone = state.readBoolean();
        recovered = state.readBoolean();
        looks = state.readInt();
    }
}
