-- Initial schema: runs and comparisons, what runs record (metrics, images, log lines, events, checkpoints), workers and the catalogue.
--
-- Every statement can be run again: a migration that was cut off half way, or a database that was set up from a dump, ends in the same schema.
-- Everything that belongs to a run is deleted with it.

-- "Contains" searches in the table of runs.
create extension if not exists pg_trgm;

-- The run queue: Quartz makes and keeps its own tables in a schema of its own.
create schema if not exists quartz;

create table if not exists comparison (
    id              uuid primary key,
    name            text not null,
    specification   jsonb not null,
    baseline        text not null,
    created_at      timestamptz not null default now()
);

create index if not exists ix_comparison_created_at on comparison (created_at, id);

-- fillfactor: heartbeats update the row every few seconds and should find room on the same page.
create table if not exists run (
    id                  uuid primary key,
    name                text not null,
    specification       jsonb not null,
    model               text not null,
    format              text not null,
    dataset             text not null,
    seed                bigint not null,
    queue               text not null,
    status              text not null
        constraint ck_run_status check (status in ('Queued', 'Starting', 'Running', 'Completed', 'Failed', 'Cancelled')),
    status_reason       text,
    comparison_id       uuid constraint fk_run_comparison references comparison (id) on delete set null,
    attempt             integer not null default 0,
    worker_id           text,
    lease_token         uuid,
    lease_expires_at    timestamptz,
    heartbeat_at        timestamptz,
    cancel_requested_at timestamptz,
    recorded_sequence   bigint not null default 0,
    step                bigint not null default 0,
    total_steps         bigint not null default 0,
    epoch               double precision not null default 0,
    images_per_second   double precision,
    loss                double precision,
    tags                jsonb not null default '{}',
    notes               text,
    created_at          timestamptz not null default now(),
    started_at          timestamptz,
    finished_at         timestamptz,
    search              text not null generated always as (
        lower(name || ' ' || model || ' ' || format || ' ' || dataset || ' ' || status || ' ' || tags::text)) stored
) with (fillfactor = 80);

create index if not exists ix_run_created_at on run (created_at, id);
create index if not exists ix_run_comparison_id on run (comparison_id);
create index if not exists ix_run_unfinished on run (queue, status) where status in ('Queued', 'Starting', 'Running');
create index if not exists ix_run_search on run using gin (search gin_trgm_ops);

create table if not exists idempotency_key (
    key             text primary key,
    request_hash    bytea not null,
    resource_kind   text not null,
    resource_id     uuid not null,
    created_at      timestamptz not null default now()
);

create table if not exists run_event (
    id              bigint generated always as identity primary key,
    run_id          uuid not null constraint fk_run_event_run references run (id) on delete cascade,
    attempt         integer not null,
    at              timestamptz not null default now(),
    kind            text not null,
    message         text not null,
    worker_id       text,
    from_status     text,
    to_status       text
);

create index if not exists ix_run_event_run_id on run_event (run_id, id);

create table if not exists log_line (
    id              bigint generated always as identity,
    run_id          uuid not null constraint fk_log_line_run references run (id) on delete cascade,
    attempt         integer not null,
    at              timestamptz not null,
    level           text not null,
    message         text not null,
    primary key (run_id, id)
);

create table if not exists run_image (
    run_id          uuid not null constraint fk_run_image_run references run (id) on delete cascade,
    name            text not null,
    step            bigint not null,
    attempt         integer not null,
    sequence        bigint not null,
    width           integer not null,
    height          integer not null,
    content_type    text not null,
    content         bytea not null,
    primary key (run_id, name, step)
);

-- Images and checkpoints are compressed already; storing them plainly makes reading a part of them cheap.
alter table run_image alter column content set storage external;

create table if not exists checkpoint (
    id              uuid primary key,
    run_id          uuid not null constraint fk_checkpoint_run references run (id) on delete cascade,
    attempt         integer not null,
    step            bigint not null,
    epoch           double precision not null,
    kind            text not null,
    size            bigint not null,
    sha256          bytea not null,
    metric_sequence bigint not null,
    created_at      timestamptz not null default now()
);

create index if not exists ix_checkpoint_position on checkpoint (run_id, attempt, metric_sequence);

create table if not exists checkpoint_part (
    checkpoint_id   uuid not null constraint fk_checkpoint_part_checkpoint references checkpoint (id) on delete cascade,
    index           integer not null,
    content         bytea not null,
    primary key (checkpoint_id, index)
);

alter table checkpoint_part alter column content set storage external;

create table if not exists worker (
    id              text primary key,
    host            text not null,
    process_id      integer not null,
    version         text not null,
    queues          text[] not null,
    devices         jsonb not null,
    started_at      timestamptz not null default now(),
    heartbeat_at    timestamptz not null default now(),
    current_run_id  uuid,
    stopped_at      timestamptz
);

create table if not exists catalogue_item (
    kind            text not null,
    name            text not null,
    definition      jsonb not null,
    position        integer not null,
    worker_id       text not null,
    published_at    timestamptz not null default now(),
    primary key (kind, name)
);

-- The metric store. A series has one row, with the statistics of all its points; its points are in chunks, as arrays.
-- Both tables keep the same statistics: of the finite values minimum, maximum and sum; the first and the last point by step;
-- the first value that is NaN or infinite. Times are microseconds since 1970.
create table if not exists metric_series (
    id                  bigint generated always as identity primary key,
    run_id              uuid not null constraint fk_metric_series_run references run (id) on delete cascade,
    name                text not null,
    count               bigint not null,
    non_finite          bigint not null,
    sum                 double precision not null,
    first_step          bigint not null,
    first_value         double precision not null,
    first_time          bigint not null,
    last_step           bigint not null,
    last_value          double precision not null,
    last_time           bigint not null,
    min_step            bigint,
    min_value           double precision,
    min_time            bigint,
    max_step            bigint,
    max_value           double precision,
    max_time            bigint,
    non_finite_step     bigint,
    non_finite_value    double precision,
    non_finite_time     bigint
) with (fillfactor = 70);

create unique index if not exists ux_metric_series_run_id_name on metric_series (run_id, name);

-- steps and times hold differences: the first element is absolute, each other one is added to the one before it.
-- toast_tuple_target: the points of a sealed chunk live beside the row and its summary in it, so that a chart of many chunks reads few pages.
create table if not exists metric_chunk (
    series_id           bigint not null constraint fk_metric_chunk_series references metric_series (id) on delete cascade,
    attempt             integer not null,
    sequence            bigint not null,
    part                integer not null,
    sealed              boolean not null,
    count               bigint not null,
    non_finite          bigint not null,
    sum                 double precision not null,
    first_step          bigint not null,
    first_value         double precision not null,
    first_time          bigint not null,
    last_step           bigint not null,
    last_value          double precision not null,
    last_time           bigint not null,
    min_step            bigint,
    min_value           double precision,
    min_time            bigint,
    max_step            bigint,
    max_value           double precision,
    max_time            bigint,
    non_finite_step     bigint,
    non_finite_value    double precision,
    non_finite_time     bigint,
    steps               bigint[] not null,
    "values"            double precision[] not null,
    times               bigint[] not null,
    summary_steps       bigint[],
    summary_values      double precision[],
    summary_times       bigint[],
    primary key (series_id, attempt, sequence, part)
) with (toast_tuple_target = 1400);

create index if not exists ix_metric_chunk_loose on metric_chunk (series_id) where not sealed;

create table if not exists metric_batch (
    run_id              uuid not null constraint fk_metric_batch_run references run (id) on delete cascade,
    attempt             integer not null,
    sequence            bigint not null,
    primary key (run_id, attempt, sequence)
);
