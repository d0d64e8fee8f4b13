/** The contract of what is rolled out: keys, protocols, change class; what makes a start inadmissible. */
@NullMarked
package io.portcullis.kernel.release;

import org.jspecify.annotations.NullMarked;
