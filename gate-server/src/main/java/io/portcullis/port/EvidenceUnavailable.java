package io.portcullis.port;

import io.portcullis.kernel.evidence.Gap;

/** A source of evidence did not give it. */
public final class EvidenceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Gap.Cause gap;
    private final Retry retry;

    public EvidenceUnavailable(Gap.Cause gap, Retry retry, String message) {
        super(message);
        this.gap = gap;
        this.retry = retry;
    }

    public EvidenceUnavailable(Gap.Cause gap, Retry retry, String message, Throwable cause) {
        super(message, cause);
        this.gap = gap;
        this.retry = retry;
    }

    /** What kind of gap this leaves. */
    public Gap.Cause gap() {
        return gap;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether asking again may help. */
    public enum Retry {
        WORTHWHILE,
        USELESS
    }
}
