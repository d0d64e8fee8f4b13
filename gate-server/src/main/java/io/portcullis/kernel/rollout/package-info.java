/** What is being released, its stages, its legal transitions; the log of what happened. */
@NullMarked
package io.portcullis.kernel.rollout;

import org.jspecify.annotations.NullMarked;
