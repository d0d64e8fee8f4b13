/** Watches the relay mesh: its structure as observations of the world, and for rollouts. */
@NullMarked
package io.portcullis.app.mesh;

import org.jspecify.annotations.NullMarked;
