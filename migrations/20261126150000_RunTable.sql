-- What the table of runs needs. A view is a filter with columns, an order and a grouping under a name; its id stays when it is renamed, because
-- links have it. A run that is deleted from a list waits in the archive, so that somebody can change their mind: deleted_at says since when.

create table if not exists saved_view (
    id              text primary key,
    name            text not null,
    content         jsonb not null,
    version         integer not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);

alter table run add column if not exists deleted_at timestamptz;
create index if not exists ix_run_deleted_at on run (deleted_at) where deleted_at is not null;
