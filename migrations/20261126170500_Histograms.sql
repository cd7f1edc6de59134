-- Histograms of what a run's number format stored: one row for each report, with all sites in it. They are deflated already.

create table if not exists run_histogram (
    run_id          uuid not null constraint fk_run_histogram_run references run (id) on delete cascade,
    step            bigint not null,
    attempt         integer not null,
    sequence        bigint not null,
    content         bytea not null,
    primary key (run_id, step)
);

alter table run_histogram alter column content set storage external;
