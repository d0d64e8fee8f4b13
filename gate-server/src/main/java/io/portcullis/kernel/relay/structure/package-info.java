/** The relay graph at one moment, and the invariants it must keep. */
@NullMarked
package io.portcullis.kernel.relay.structure;

import org.jspecify.annotations.NullMarked;
