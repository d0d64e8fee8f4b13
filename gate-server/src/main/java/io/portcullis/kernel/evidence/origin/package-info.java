/** What a count says of the servers it came from, and how that becomes an arm once a rollout reads it. */
@NullMarked
package io.portcullis.kernel.evidence.origin;

import org.jspecify.annotations.NullMarked;
