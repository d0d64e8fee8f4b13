package io.portcullis.port.store;

import io.portcullis.kernel.evidence.LookEvidence;

/** What was counted in one look of a rollout, or in one before it when its id is not above 0. */
public record StoredLook(int look, LookEvidence evidence) {}
