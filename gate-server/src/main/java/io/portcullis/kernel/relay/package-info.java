/** What relay nodes say of each other: edges, published tracks, demand. */
@NullMarked
package io.portcullis.kernel.relay;

import org.jspecify.annotations.NullMarked;
