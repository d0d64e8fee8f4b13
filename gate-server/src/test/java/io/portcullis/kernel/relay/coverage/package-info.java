/** Plans of probes, by examples and for every number of regions. */
@NullMarked
package io.portcullis.kernel.relay.coverage;

import org.jspecify.annotations.NullMarked;
