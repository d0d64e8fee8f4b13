-- The latest result of every probe and vantage point.

create table probe_result (
    probe text not null,
    vantage text not null,
    region text not null,
    network text not null,
    at timestamptz not null,
    verdict text not null,
    text text not null,
    took_millis bigint not null,
    primary key (probe, vantage)
);
