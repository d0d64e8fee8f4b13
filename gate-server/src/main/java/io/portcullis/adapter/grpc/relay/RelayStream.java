package io.portcullis.adapter.grpc.relay;

import io.grpc.stub.StreamObserver;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.RelaySession;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.ReportRelayRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's stream: hello first, then reports. Called by one thread at a time. */
final class RelayStream implements StreamObserver<ReportRelayRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(RelayStream.class);

    private final EvidenceIntake intake;
    private final MessageRules rules;
    private final RelayAnswers answers;
    private @Nullable RelaySession session;

    RelayStream(EvidenceIntake intake, MessageRules rules, RelayAnswers answers) {
        this.intake = intake;
        this.rules = rules;
        this.answers = answers;
        answers.whenCancelled(this::close);
    }

    @Override
    public void onNext(ReportRelayRequest message) {
        if (answers.ended()) {
            return;
        }
        try {
            var checked = rules.check(message);
            switch (checked.message().getMessageCase()) {
                case HELLO -> hello(checked.message().getHello());
                case REPORT -> report(checked.message().getReport(), checked);
                case MESSAGE_NOT_SET ->
                        throw RequestRefused.invalid(
                                "message", "required", "must be a hello or a report");
            }
        } catch (RuntimeException e) {
            close();
            answers.fail(e);
        }
    }

    private void hello(NodeHello message) {
        if (session != null) {
            throw RequestRefused.invalid(
                    "hello", "hello.first", "must come once, as the first message of the stream");
        }
        var begun = intake.relay(RelayMessages.hello(message), answers::stored);
        session = begun;
        answers.stored(begun.storedBefore());
    }

    private void report(RelayReport message, MessageRules.Checked checked) {
        if (session == null) {
            throw RequestRefused.invalid(
                    "report", "hello.first", "must come after a hello; say hello first");
        }
        answers.received(checked.receipt());
        answers.received(session.report(RelayMessages.report(message, checked.view())));
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("Relay stream broke. cause={}", failure.toString());
        close();
    }

    @Override
    public void onCompleted() {
        close();
        answers.complete();
    }

    private void close() {
        if (session != null) {
            session.close();
        }
    }
}
