/** Findings and policy in; Proceed, Hold or Abort with reasons out. */
@NullMarked
package io.portcullis.kernel.decision;

import org.jspecify.annotations.NullMarked;
