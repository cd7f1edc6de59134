using Npgsql;

namespace Mantissa.Data.Tests.Migrations;

/// <summary>What the role of workers may not do. That it may do all that a worker needs is shown by the tests of workers, which sign in with it.</summary>
public sealed class WorkerRoleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task It_reads_what_it_was_granted_and_no_other_table_of_any_schema()
    {
        string[] granted =
        [
            "catalogue_item", "checkpoint", "checkpoint_part", "experiment", "log_line", "metric_batch", "metric_chunk", "metric_series", "migration_history",
            "queue_pause", "run", "run_artifact", "run_event", "run_histogram", "run_image", "run_parameter", "uploaded_file", "uploaded_part", "uploaded_preview",
            "uploaded_set", "worker",
        ];
        await postgres.ExecuteAsync("create schema if not exists accounts; create table if not exists accounts.made_later (secret text); create table if not exists made_later (secret text)");

        var readable = await postgres.ReadAsync<string[]>(
            """
            select array_agg(relname::text order by relname) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where relkind in ('r', 'p', 'v', 'm') and nspname not in ('pg_catalog', 'information_schema', 'quartz')
              and (has_table_privilege('mantissa_worker', pg_class.oid, 'select, insert, update, delete, truncate, references, trigger')
                   or has_any_column_privilege('mantissa_worker', pg_class.oid, 'select, insert, update, references'))
            """);

        readable.ShouldBe(granted);
    }

    [Theory]
    [InlineData("select count(*) from share_link")]
    [InlineData("select count(*) from dashboard")]
    [InlineData("select count(*) from idempotency_key")]
    [InlineData("delete from run")]
    [InlineData("insert into uploaded_set (id) values (gen_random_uuid())")]
    [InlineData("drop table worker")]
    [InlineData("create table mine (a int)")]
    [InlineData("create schema mine")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("copy run to program 'cat'")]
    [InlineData("create role other")]
    [InlineData("set role mantissa")]
    public async Task It_is_refused(string statement)
    {
        await using var worker = NpgsqlDataSource.Create(postgres.WorkerConnectionString);
        await using var command = worker.CreateCommand(statement);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task It_may_not_even_look_into_the_schema_of_accounts()
    {
        await postgres.ExecuteAsync("create schema if not exists accounts");

        (await postgres.ReadAsync<bool>("select has_schema_privilege('mantissa_worker', 'accounts', 'usage, create')")).ShouldBeFalse();
    }
}
