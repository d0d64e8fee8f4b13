/** What was measured: places, arms, signals, services, counts by look, and what is missing. */
@NullMarked
package io.portcullis.kernel.evidence;

import org.jspecify.annotations.NullMarked;
