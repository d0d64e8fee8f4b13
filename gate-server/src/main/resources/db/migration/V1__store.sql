-- Everything the gate keeps. Flyway creates the schema and puts it first in the search path, so names stand without it.

-- One release going through one plan. The log in rollout_event is the truth; what stands here is what must be compared
-- or found inside one statement.
create table rollout (
    id            uuid    primary key,                 -- UUIDv7: greater is newer
    service       text    not null,
    request_id    text    unique,                      -- null when the caller gave none
    content_hash  text    not null,
    state         text    not null,                    -- as RolloutState.Name
    finished      boolean not null,
    last_sequence bigint  not null,                    -- of its log; every commit names the one it was decided on
    last_look     integer not null,                    -- 0 before the first; a look is stored only after the one before it
    inbox_cursor  bigint  not null                     -- pushed evidence up to here is counted
);
-- At most one rollout of a service goes on at a time, whoever starts them.
create unique index rollout_running on rollout (service) where not finished;
create index rollout_newest_of_service on rollout (service, id desc);

-- The append-only log: audit trail, timeline and state.
create table rollout_event (
    rollout  uuid        not null references rollout,
    sequence bigint      not null,                     -- 1, 2, ... without gaps
    at       timestamptz not null,
    type     text        not null,
    entry    jsonb       not null,                     -- the whole entry; at and type stand apart for people who query
    primary key (rollout, sequence)
);

-- Where the analysis of a rollout stands: one row, replaced at each look.
create table rollout_analysis (
    rollout  uuid    primary key references rollout,
    look     integer not null,
    snapshot bytea   not null,
    report   bytea   not null                          -- of the last look, for display
);

-- Last counted values of pulled series, one book for each source.
create table rollout_series_book (
    rollout uuid  not null references rollout,
    source  text  not null,
    book    bytea not null,
    primary key (rollout, source)
);

-- What was counted in each look. Ids up to 0 are looks before the rollout; of the others only the last ones are kept.
create table rollout_look (
    rollout  uuid        not null references rollout,
    look     integer     not null,
    at       timestamptz not null,
    evidence bytea       not null,
    primary key (rollout, look)
);

-- The outbox: actions are stored with the events that call for them and done afterwards.
create table action (
    key             text        primary key,           -- the same for the same act, for ever
    ordinal         bigint      generated always as identity,
    rollout         uuid        not null references rollout,
    action          jsonb       not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default 'epoch',
    failure         text        not null default '',
    done_at         timestamptz,
    result          text        not null default ''
);
create index action_open on action (rollout, ordinal) where done_at is null;

create table incident (
    id       uuid        primary key,                  -- UUIDv7: greater is newer
    rollout  uuid        not null unique references rollout,
    service  text        not null,
    open     boolean     not null,
    incident jsonb       not null
);
create index incident_newest_of_service on incident (service, id desc);
create index incident_open on incident (id desc) where open;

-- What runs where, since the last rollout of the service that succeeded.
create table running_release (
    service text  not null,
    region  text  not null,
    release jsonb not null,
    primary key (service, region)
);

-- Pushed evidence, one row for each flush of a server's intake.
create table inbox (
    service  text        not null,
    cursor   bigint      not null,
    at       timestamptz not null,
    replica  text        not null,
    evidence bytea       not null,
    primary key (service, cursor)
);
create index inbox_by_age on inbox (service, at);

-- Hands out the cursors. Its row is locked until the flush is committed, so that rows become visible in the order of their
-- cursors; a sequence would let a reader step over a row that is still being written.
create table inbox_head (
    service text   primary key,
    cursor  bigint not null
);

-- Last counted value of every pushed cumulative series.
create table inbox_series (
    service  text             not null,
    series   text             not null,
    epoch    text             not null,
    value    double precision not null,
    at       timestamptz      not null,
    revision bigint           not null,                -- a flush that does not follow the stored one is refused
    seen_at  timestamptz      not null,
    primary key (service, series)
);
create index inbox_series_by_age on inbox_series (service, seen_at);

-- What every relay node last said.
create table inbox_relay_node (
    service       text        not null,
    region        text        not null,
    node          text        not null,
    version       text        not null,
    artifact      text        not null,
    configuration text        not null,
    epoch         text        not null,
    sequence      bigint      not null,
    seen_at       timestamptz not null,
    view          jsonb,                               -- edges, published tracks, demand; null until a snapshot came
    primary key (service, region, node)
);

-- Leases: which server owns which rollout. The table is db-scheduler's, for version 16.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
