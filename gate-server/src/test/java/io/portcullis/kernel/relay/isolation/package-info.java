/** Facts about isolation. */
@NullMarked
package io.portcullis.kernel.relay.isolation;

import org.jspecify.annotations.NullMarked;
