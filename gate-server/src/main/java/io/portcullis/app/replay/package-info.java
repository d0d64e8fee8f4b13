/** Plays the gate over past intervals of the user's own metrics. */
@NullMarked
package io.portcullis.app.replay;

import org.jspecify.annotations.NullMarked;
