package io.portcullis.wiring.configuration;

/** Keys that say what work the processes of a service carry, and by what a process is known. */
final class ProcessKeys {

    static final Key<String> SESSIONS_NAME =
            new Key<>(
                    "portcullis.services.*.sessions[].name",
                    "name",
                    "",
                    "Name of a kind of work that servers carry and that a restart cuts, such as"
                            + " sessions, streams, rooms or consumers; required.",
                    Parse.text());
    static final Key<String> SESSIONS_GAUGE =
            new Key<>(
                    "portcullis.services.*.sessions[].gauge",
                    "series selector",
                    "",
                    "The gauge of how much of it a server carries; its series are added up. Required.",
                    Parse.text());
    static final Key<String> SESSIONS_UNIT =
            new Key<>(
                    "portcullis.services.*.sessions[].unit",
                    "text",
                    "",
                    "What people call several of it; by default its name.",
                    Parse.text());
    static final Key<String> PROCESS_LABEL =
            new Key<>(
                    "portcullis.services.*.processes.label",
                    "label",
                    "pod",
                    "The label that names a server's process; where it is missing, the instance does.",
                    Parse.text());
    static final Key<String> PROCESS_START =
            new Key<>(
                    "portcullis.services.*.processes.start",
                    "series selector",
                    "process_start_time_seconds",
                    "The gauge of when a process started, in seconds: another value is another"
                            + " process.",
                    Parse.text());
    static final Key<String> PROCESS_EPOCH_LABEL =
            new Key<>(
                    "portcullis.services.*.processes.epochLabel",
                    "label",
                    "",
                    "A label of the sessions' gauges that is new at each start, such as node_id of"
                            + " livekit-server.",
                    Parse.text());
    static final Key<String> PROCESS_DRAINING =
            new Key<>(
                    "portcullis.services.*.processes.draining",
                    "series selector",
                    "",
                    "A gauge that is above 0 while a server takes nothing new.",
                    Parse.text());

    private ProcessKeys() {}
}
