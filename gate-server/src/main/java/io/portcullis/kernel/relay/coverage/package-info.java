/** Which probes would show every link with traffic of every pair of versions, and which links none can. */
@NullMarked
package io.portcullis.kernel.relay.coverage;

import org.jspecify.annotations.NullMarked;
