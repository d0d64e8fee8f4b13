/** The stream on which relay nodes report what they count and see. */
@NullMarked
package io.portcullis.adapter.grpc.relay;

import org.jspecify.annotations.NullMarked;
