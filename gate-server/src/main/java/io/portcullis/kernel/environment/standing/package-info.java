/** What is held true of each subject: sources heard, freshness, quorum and hysteresis. */
@NullMarked
package io.portcullis.kernel.environment.standing;

import org.jspecify.annotations.NullMarked;
