/** What the values of probes hold to. */
@NullMarked
package io.portcullis.probe;

import org.jspecify.annotations.NullMarked;
