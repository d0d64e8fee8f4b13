package io.portcullis.port.probe;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.coverage.Standpoint;
import java.time.Instant;

/**
 * A server an agent stands beside.
 *
 * @param endpoint how agents elsewhere reach it
 * @param seenAt when the agent last said so
 */
public record ProbedServer(
        ServiceName service, Standpoint standpoint, String endpoint, Instant seenAt) {}
