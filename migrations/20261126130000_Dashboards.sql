-- Dashboards: widgets over the runs of a query. The version counts how often one was saved, so that two people who change the same one notice
-- each other. A share link lets whoever has its token read one dashboard; only the hash of the token is kept.

create table if not exists dashboard (
    id              uuid primary key,
    name            text not null,
    description     text not null,
    query           text not null,
    content         jsonb not null,
    version         integer not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);

create table if not exists share_link (
    id              uuid primary key,
    dashboard_id    uuid not null constraint fk_share_link_dashboard references dashboard (id) on delete cascade,
    token_hash      bytea not null,
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null,
    revoked_at      timestamptz
);

create unique index if not exists ux_share_link_token_hash on share_link (token_hash);
create index if not exists ix_share_link_dashboard_id on share_link (dashboard_id);
