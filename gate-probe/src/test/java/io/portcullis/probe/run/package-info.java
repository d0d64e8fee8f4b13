/** Probes against real servers on loopback. */
@NullMarked
package io.portcullis.probe.run;

import org.jspecify.annotations.NullMarked;
