/** Watches the world around the releases, and says what of it concerns a rollout. */
@NullMarked
package io.portcullis.app.environment;

import org.jspecify.annotations.NullMarked;
