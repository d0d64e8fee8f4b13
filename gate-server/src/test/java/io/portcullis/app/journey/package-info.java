/** Whole rollouts over the use cases, in memory and on a virtual clock. */
@NullMarked
package io.portcullis.app.journey;

import org.jspecify.annotations.NullMarked;
