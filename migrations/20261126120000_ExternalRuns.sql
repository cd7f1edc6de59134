-- Runs that were made elsewhere and recorded here: what tells them apart, the experiments that clients group runs in, and files of any size.
--
-- Every statement can be run again. Experiment 0 is there from the start: runs of this platform's own workers belong to it.

create table if not exists experiment (
    id              bigint generated always as identity primary key,
    name            text not null,
    tags            jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    archived_at     timestamptz
);

create unique index if not exists ux_experiment_name on experiment (name);

insert into experiment (id, name) overriding system value values (0, 'Default') on conflict (id) do nothing;

-- external: never queued, never claimed. heartbeat_timeout: how long its program may be silent before the run counts as lost.
alter table run add column if not exists external boolean not null default false;
alter table run add column if not exists heartbeat_timeout interval;
alter table run add column if not exists experiment_id bigint not null default 0;
alter table run drop constraint if exists fk_run_experiment;
alter table run add constraint fk_run_experiment foreign key (experiment_id) references experiment (id) on delete restrict;
create index if not exists ix_run_experiment_id on run (experiment_id, created_at, id);

-- path is null while the content arrives.
create table if not exists run_file (
    id              uuid primary key,
    run_id          uuid not null constraint fk_run_file_run references run (id) on delete cascade,
    path            text,
    size            bigint not null,
    sha256          bytea not null,
    created_at      timestamptz not null default now()
);

create unique index if not exists ux_run_file_path on run_file (run_id, path);

create table if not exists run_file_part (
    file_id         uuid not null constraint fk_run_file_part_file references run_file (id) on delete cascade,
    index           integer not null,
    content         bytea not null,
    primary key (file_id, index)
);

-- Most large files are compressed already, and a plainly stored one streams faster.
alter table run_file_part alter column content set storage external;
