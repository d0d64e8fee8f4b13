/** From running totals of many servers to what was counted since the last look. */
@NullMarked
package io.portcullis.kernel.evidence.counter;

import org.jspecify.annotations.NullMarked;
