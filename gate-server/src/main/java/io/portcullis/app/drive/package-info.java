/** Keeps things going: paces the looks of a rollout, stores pushed evidence, finds owners. */
@NullMarked
package io.portcullis.app.drive;

import org.jspecify.annotations.NullMarked;
