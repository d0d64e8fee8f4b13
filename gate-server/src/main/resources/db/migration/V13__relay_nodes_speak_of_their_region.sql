-- What a relay node last held of its region, and when.
alter table inbox_relay_node add column claim text;    -- ISOLATED or CONNECTED; null when it says nothing
alter table inbox_relay_node add column claim_at timestamptz;
