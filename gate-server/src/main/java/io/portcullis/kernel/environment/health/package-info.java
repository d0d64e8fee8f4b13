/** Standing health of the world, its one step, and what of it concerns a rollout. */
@NullMarked
package io.portcullis.kernel.environment.health;

import org.jspecify.annotations.NullMarked;
