-- Datasets that people upload: the files in parts, what a worker found in them, and which runs train on them.
--
-- Every statement can be run again. A set that a run names cannot be deleted, by the run's foreign key.

create table if not exists uploaded_set (
    id                  uuid primary key,
    name                text not null,
    size                bigint not null,
    sha256              bytea not null,
    status              text not null
        constraint ck_uploaded_set_status check (status in ('Pending', 'Ready', 'Rejected')),
    status_reason       text,
    report              jsonb,
    attempt             integer not null default 0,
    worker_id           text,
    lease_expires_at    timestamptz,
    created_at          timestamptz not null default now(),
    inspected_at        timestamptz
);

create unique index if not exists ux_uploaded_set_name on uploaded_set (name);
create index if not exists ix_uploaded_set_pending on uploaded_set (created_at) where status = 'Pending';

create table if not exists uploaded_file (
    set_id          uuid not null constraint fk_uploaded_file_set references uploaded_set (id) on delete cascade,
    index           integer not null,
    name            text not null,
    size            bigint not null,
    sha256          bytea not null,
    primary key (set_id, index)
);

create table if not exists uploaded_part (
    set_id          uuid not null constraint fk_uploaded_part_set references uploaded_set (id) on delete cascade,
    file_index      integer not null,
    index           integer not null,
    content         bytea not null,
    primary key (set_id, file_index, index)
);

create table if not exists uploaded_preview (
    set_id          uuid primary key constraint fk_uploaded_preview_set references uploaded_set (id) on delete cascade,
    width           integer not null,
    height          integer not null,
    content         bytea not null
);

-- Archives and pictures are compressed already.
alter table uploaded_part alter column content set storage external;
alter table uploaded_preview alter column content set storage external;

alter table run add column if not exists uploaded_set_id uuid;
alter table run drop constraint if exists fk_run_uploaded_set;
alter table run add constraint fk_run_uploaded_set foreign key (uploaded_set_id) references uploaded_set (id) on delete restrict;
create index if not exists ix_run_uploaded_set_id on run (uploaded_set_id);
