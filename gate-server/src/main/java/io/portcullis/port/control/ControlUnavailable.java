package io.portcullis.port.control;

/** A workload's system cannot be reached, or does not answer as it should; try again later. */
public final class ControlUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message region, workload, what happened and what to do; holds no secret
     */
    public ControlUnavailable(String message) {
        super(message);
    }

    public ControlUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
