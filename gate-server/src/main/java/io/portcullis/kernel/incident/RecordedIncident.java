package io.portcullis.kernel.incident;

/** An incident the gate recorded: of a rollout, or of the world. */
public sealed interface RecordedIncident permits Incident, EnvironmentIncident {

    IncidentId id();
}
