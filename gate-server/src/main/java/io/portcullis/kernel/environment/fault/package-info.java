/** Faults of the world: opened once, followed from place to place, closed when gone, reopened. */
@NullMarked
package io.portcullis.kernel.environment.fault;

import org.jspecify.annotations.NullMarked;
