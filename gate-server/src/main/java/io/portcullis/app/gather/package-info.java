/** Brings together, for one look of a rollout, what was pushed and what is pulled. */
@NullMarked
package io.portcullis.app.gather;

import org.jspecify.annotations.NullMarked;
