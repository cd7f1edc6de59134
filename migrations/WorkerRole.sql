-- What workers may do in the database: what is granted here and nothing else. Applied at every start of the site, after the migrations, so that
-- it holds for whatever they made, and for a database that was restored without its rights. Tables that are not named are closed to workers:
-- accounts, keys, share links, dashboards, views.

do $$
begin
    create role mantissa_worker nologin;
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then raise notice 'The role mantissa_worker is not there and this account may not make it.';
end
$$;

do $$
begin
    if not exists (select from pg_roles where rolname = 'mantissa_worker') then
        return;
    end if;
    revoke all on all tables in schema public, quartz from mantissa_worker;
    grant usage on schema public, quartz to mantissa_worker;

    -- Runs: claimed, renewed, ended, never made or deleted.
    grant select, update on run to mantissa_worker;
    grant select on run_parameter, experiment, queue_pause, migration_history to mantissa_worker;

    -- What runs record, and what a resumed one takes back.
    grant select, insert on run_event to mantissa_worker;
    grant select, insert, update, delete
        on log_line, run_image, run_artifact, run_histogram, checkpoint, checkpoint_part, metric_series, metric_chunk, metric_batch to mantissa_worker;

    -- What a worker says of itself.
    grant select, insert, update, delete on worker, catalogue_item to mantissa_worker;

    -- Uploads: inspected and read, never made or deleted.
    grant select, update on uploaded_set to mantissa_worker;
    grant select on uploaded_file, uploaded_part to mantissa_worker;
    grant select, insert on uploaded_preview to mantissa_worker;

    grant select, insert, update, delete on all tables in schema quartz to mantissa_worker;
end
$$;
