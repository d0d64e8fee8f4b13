package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a ledger is told at one look.
 *
 * @param look id; a look told again changes nothing
 * @param length of a look
 * @param stage the stage open or opening; 0 before the first
 * @param since look from which replacements of the stage count
 * @param arms which version a process runs
 */
public record LedgerLook(
        int look,
        Instant at,
        Duration length,
        int stage,
        int since,
        ProcessEvidence evidence,
        Arms arms) {

    /** Which version a process runs. */
    @FunctionalInterface
    public interface Arms {

        /** Empty when it cannot be told. */
        Optional<Arm> arm(Region region, Origin origin);
    }
}
