package io.portcullis.kernel.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ledger that is being worked on. Its parts are changed. */
record LedgerState(
        SortedMap<ProcessKey, Life> lives, List<Gone> gone, List<Replacement> replacements) {

    static LedgerState of(Ledger ledger) {
        return new LedgerState(
                new TreeMap<>(ledger.lives()),
                new ArrayList<>(ledger.gone()),
                new ArrayList<>(ledger.replacements()));
    }
}
