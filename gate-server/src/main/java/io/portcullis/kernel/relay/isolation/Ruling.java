package io.portcullis.kernel.relay.isolation;

import java.time.Instant;

/**
 * What one look says by itself.
 *
 * @param evidenceAt how new all of what speaks for it is; the same evidence seen again is no second
 *     look
 */
record Ruling(Verdict verdict, Instant evidenceAt, String text) {}
