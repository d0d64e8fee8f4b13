package io.portcullis.testing;

import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.EvidenceInboxContract;

final class InMemoryEvidenceInboxTest extends EvidenceInboxContract {

    @Override
    protected EvidenceInbox inbox() {
        return new InMemoryEvidenceInbox();
    }
}
