/** The gRPC services of rollouts, incidents and the server; statuses, validation and the token. */
@NullMarked
package io.portcullis.adapter.grpc;

import org.jspecify.annotations.NullMarked;
