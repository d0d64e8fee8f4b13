/** Probes on a clock that tests set. */
@NullMarked
package io.portcullis.app.probe;

import org.jspecify.annotations.NullMarked;
