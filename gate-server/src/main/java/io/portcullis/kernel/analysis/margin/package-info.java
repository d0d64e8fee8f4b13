/** Margins chosen before a stage opens, and who is required to pass at them. */
@NullMarked
package io.portcullis.kernel.analysis.margin;

import org.jspecify.annotations.NullMarked;
