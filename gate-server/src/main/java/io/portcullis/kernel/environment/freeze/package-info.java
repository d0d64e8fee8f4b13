/** Times in which no rollout may start or widen: a person's, the calendar's, the gate's own. */
@NullMarked
package io.portcullis.kernel.environment.freeze;

import org.jspecify.annotations.NullMarked;
