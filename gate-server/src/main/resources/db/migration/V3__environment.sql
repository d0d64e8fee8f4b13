-- Standing health of the world and its faults: one row, replaced at each look.
create table environment (
    only_one boolean primary key default true check (only_one),
    revision bigint  not null,                         -- every commit names the one it was decided on
    health   jsonb   not null
);

-- Freezes people asked for, ended ones too.
create table rollout_freeze (
    id     uuid        primary key,                    -- UUIDv7: greater is newer
    until  timestamptz not null,                       -- in force at most until then
    ended  boolean     not null,
    content jsonb      not null
);
create index rollout_freeze_in_force on rollout_freeze (until) where not ended;

-- Incidents of the world have no rollout, and no service where every service depends on what is unfit.
alter table incident alter column rollout drop not null;
alter table incident alter column service drop not null;
