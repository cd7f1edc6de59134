-- The index by time of submission carries what lists of runs are filtered by, so that counting and filtering many runs reads neither their
-- specifications nor the table. A heartbeat changes none of these columns.

create index if not exists ix_run_listed on run (created_at, id)
    include (archived_at, status, model, format, dataset, seed, queue, comparison_id);

drop index if exists ix_run_created_at;
