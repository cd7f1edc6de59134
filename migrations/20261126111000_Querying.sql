-- What queries over many runs need: parameters as rows with indexes, and the last number of a series.

-- Every parameter of a run's specification: as text, and as a number where it can be read as one. The trigger below keeps the rows, so that
-- whoever writes a specification need not know of them. value_start is as much of the text as an index may hold.
create table if not exists run_parameter (
    run_id          uuid not null constraint fk_run_parameter_run references run (id) on delete cascade,
    name            text not null,
    value           text not null,
    value_start     text not null,
    number          double precision,
    primary key (run_id, name)
);

create index if not exists ix_run_parameter_number on run_parameter (name, number, run_id);
create index if not exists ix_run_parameter_value on run_parameter (name, value_start, run_id);

-- A number that is too large or too small for double precision is text only.
create or replace function parameter_number(written text) returns double precision
language plpgsql immutable strict parallel safe as $$
begin
    return case when written ~ '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$' then written::double precision end;
exception when numeric_value_out_of_range then
    return null;
end $$;

-- Where two sections have an option of the same name, the first one's counts.
create or replace function keep_run_parameters() returns trigger
language plpgsql as $$
begin
    with option as (
        select distinct on (option.key) option.key as name, option.value #>> '{}' as value
        from unnest(array['training', 'modelOptions', 'datasetOptions', 'formatOptions']) with ordinality as section (name, position)
        cross join lateral jsonb_each(
            case jsonb_typeof(new.specification -> section.name) when 'object' then new.specification -> section.name else '{}' end) as option
        where jsonb_typeof(option.value) <> 'null'
        order by option.key, section.position
    ), gone as (
        delete from run_parameter where run_id = new.id and name not in (select name from option)
    )
    insert into run_parameter as kept (run_id, name, value, value_start, number)
    select new.id, name, value, left(value, 64), parameter_number(value) from option
    on conflict (run_id, name) do update set value = excluded.value, value_start = excluded.value_start, number = excluded.number
    where kept.value <> excluded.value;
    return null;
end $$;

create or replace trigger keep_parameters after insert or update of specification on run
for each row execute function keep_run_parameters();

update run set specification = specification where id not in (select run_id from run_parameter);

-- The order of a page of runs comes from an index on what it is sorted by. min_value and max_value change seldom, so most updates of a
-- series touch one of these indexes. NaN is no number to sort by.
alter table metric_series add column if not exists last_number double precision
    generated always as (nullif(last_value, 'NaN'::double precision)) stored;

create index if not exists ix_metric_series_last_number on metric_series (name, last_number, run_id);
create index if not exists ix_metric_series_min_value on metric_series (name, min_value, run_id);
create index if not exists ix_metric_series_max_value on metric_series (name, max_value, run_id);

create index if not exists ix_run_tags on run using gin (tags jsonb_path_ops);
