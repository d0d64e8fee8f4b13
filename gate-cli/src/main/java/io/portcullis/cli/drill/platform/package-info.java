/** The stand-in for a user's deployment system: it obeys the gate's signed HTTP hook, in the world of a drill. */
@NullMarked
package io.portcullis.cli.drill.platform;

import org.jspecify.annotations.NullMarked;
