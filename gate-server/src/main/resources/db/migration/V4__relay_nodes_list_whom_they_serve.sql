-- A node says which relay protocols it speaks, and may list whom it serves. Views are told anew within a minute.
alter table inbox_relay_node add column protocols jsonb not null default '{"spoken": [], "accepted": []}';
update inbox_relay_node set view = null;
