/** Harm done by changing: what processes carried that were replaced, and what of it was cut. */
@NullMarked
package io.portcullis.kernel.transition;

import org.jspecify.annotations.NullMarked;
