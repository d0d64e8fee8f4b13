/** What is known of regions and the paths between them: attempts, claims, proofs of life, sessions. */
@NullMarked
package io.portcullis.kernel.relay.isolation.seen;

import org.jspecify.annotations.NullMarked;
