-- A node says which relay protocols it speaks, and may list whom it serves. What it sees is bytes of the program's own
-- format: views of a busy mesh are large. They are told anew within a minute.
alter table inbox_relay_node add column protocols jsonb not null default '{"spoken": [], "accepted": []}';
alter table inbox_relay_node drop column view;
alter table inbox_relay_node add column view bytea;
