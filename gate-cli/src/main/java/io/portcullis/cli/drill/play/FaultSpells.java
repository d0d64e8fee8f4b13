package io.portcullis.cli.drill.play;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When something met a fault, look by look. Not thread-safe. */
final class FaultSpells {
    private final List<FaultSpell> spells = new ArrayList<>();

    void met(long look, Instant at) {
        if (!spells.isEmpty() && spells.getLast().goesOnIn(look)) {
            spells.set(spells.size() - 1, spells.getLast().until(look, at));
        } else {
            spells.add(FaultSpell.of(look, at));
        }
    }

    List<FaultSpell> all() {
        return spells;
    }
}
