-- What is remembered of regions from look to look: one row, replaced at each.
create table isolation (
    only_one boolean     primary key default true check (only_one),
    revision bigint      not null,                     -- every save names the one it follows
    at       timestamptz not null,                     -- of the look
    state    jsonb       not null
);
