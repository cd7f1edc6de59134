-- Points of a step that comes again, and what groups of runs are averaged from.

-- replaced: how many points gave way to a later one of the same step and attempt.
-- previous_step: the largest step before the last append; an append that starts after it cannot repeat a step.
alter table metric_series add column if not exists replaced bigint not null default 0;
alter table metric_series add column if not exists previous_step bigint;

-- Of every 64 points of a sealed chunk the mean of the finite values, at the step and time of the middle one. Encoded as the points are.
alter table metric_chunk add column if not exists mean_steps bigint[];
alter table metric_chunk add column if not exists mean_values double precision[];
alter table metric_chunk add column if not exists mean_times bigint[];

-- The means live in the row beside the summary.
alter table metric_chunk set (toast_tuple_target = 1900);

-- What of a long series lies at the end of a range, or under a batch that came late.
create index if not exists ix_metric_chunk_series_id_last_step on metric_chunk (series_id, last_step);
