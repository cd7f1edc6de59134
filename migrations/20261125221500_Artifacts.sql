-- Files that runs record beside curves and pictures, e.g. a confusion matrix; and what keeps a checkpoint: being the best of its run, whatever
-- else it is, and being the start of another run.

create table if not exists run_artifact (
    run_id          uuid not null constraint fk_run_artifact_run references run (id) on delete cascade,
    name            text not null,
    step            bigint not null,
    attempt         integer not null,
    sequence        bigint not null,
    content_type    text not null,
    size            bigint not null,
    content         bytea not null,
    primary key (run_id, name, step)
);

alter table checkpoint add column if not exists best boolean not null default false;
alter table checkpoint add column if not exists pinned boolean not null default false;

update checkpoint set best = true where kind = 'Best' and not best;
