/** Histograms and gauges reduced to counts: buckets, the edges chosen of them, and what is beyond. */
@NullMarked
package io.portcullis.kernel.evidence.distribution;

import org.jspecify.annotations.NullMarked;
