package io.portcullis.probe.run;

/** What the probe needs of its own machine is missing; nothing was learned of what was to be probed. */
final class CannotProbe extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param text for people: what is missing
     */
    CannotProbe(String text, Throwable cause) {
        super(text, cause);
    }
}
