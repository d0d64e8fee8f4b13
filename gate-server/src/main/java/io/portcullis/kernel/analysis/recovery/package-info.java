/** Whether a rollback brought each region back. */
@NullMarked
package io.portcullis.kernel.analysis.recovery;

import org.jspecify.annotations.NullMarked;
