/** What went wrong, where, since when, and what was done. */
@NullMarked
package io.portcullis.kernel.incident;

import org.jspecify.annotations.NullMarked;
