/** Puts the server together: the clock, the parts, the decorators in order, main. */
@NullMarked
package io.portcullis.wiring;

import org.jspecify.annotations.NullMarked;
