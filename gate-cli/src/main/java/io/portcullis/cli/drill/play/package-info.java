/** Plays the acts of a scenario against a running gate, through its public surfaces only, and judges what happened. */
@NullMarked
package io.portcullis.cli.drill.play;

import org.jspecify.annotations.NullMarked;
