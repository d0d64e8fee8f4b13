/** Runs probes and keeps what they found. */
@NullMarked
package io.portcullis.port.probe;

import org.jspecify.annotations.NullMarked;
