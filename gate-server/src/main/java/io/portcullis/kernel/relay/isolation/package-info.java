/** Whether a region is cut off, or only says or acts as if it were: quorum, hysteresis, latch. */
@NullMarked
package io.portcullis.kernel.relay.isolation;

import org.jspecify.annotations.NullMarked;
