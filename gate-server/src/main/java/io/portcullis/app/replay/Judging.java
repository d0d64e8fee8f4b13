package io.portcullis.app.replay;

import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.policy.Policy;

/**
 * By what played rollouts are judged.
 *
 * @param rungs what the signals of the service stand on
 */
record Judging(Policy policy, Rungs rungs) {}
