-- Servers that agents stand beside, for synthetic coverage of links.

create table probed_server (
    vantage text primary key,
    service text not null,
    region text not null,
    version text not null,
    artifact text not null,
    configuration text not null,
    endpoint text not null,
    seen_at timestamptz not null
);
