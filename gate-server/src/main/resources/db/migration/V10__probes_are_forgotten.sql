-- Probes of which nobody tells any more are forgotten at each report, whatever they were.

create index probe_result_at on probe_result (at);
create index probed_server_seen_at on probed_server (seen_at);
