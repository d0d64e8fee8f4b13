package io.portcullis.kernel.incident;

/** An incident for people. Pure rendering; every time is UTC. */
public final class IncidentReport {

    private IncidentReport() {}

    /** As it reads in a terminal. */
    public static String text(Incident incident) {
        throw new UnsupportedOperationException("text " + incident);
    }

    /** Draft of a post-mortem, with empty sections for what only people know. */
    public static String markdown(Incident incident) {
        throw new UnsupportedOperationException("markdown " + incident);
    }
}
