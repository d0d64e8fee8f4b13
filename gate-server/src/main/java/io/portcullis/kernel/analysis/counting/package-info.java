/** From evidence by cell to counts by stream, now and before. */
@NullMarked
package io.portcullis.kernel.analysis.counting;

import org.jspecify.annotations.NullMarked;
