/** Probes from this machine, with the prober that agents run too. */
@NullMarked
package io.portcullis.adapter.probe;

import org.jspecify.annotations.NullMarked;
