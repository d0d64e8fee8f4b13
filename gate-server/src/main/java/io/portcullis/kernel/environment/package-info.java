/** Standing health, freezes, whose fault it is: the world around the releases, rollout or not. */
@NullMarked
package io.portcullis.kernel.environment;

import org.jspecify.annotations.NullMarked;
